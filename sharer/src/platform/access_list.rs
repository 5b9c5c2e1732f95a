//! Access control lists of Windows: who owns a file, and what others may do with it.
//!
//! A security descriptor is read from its bytes as \[MS-DTYP\] 2.4 lays them out, so that nothing here calls Windows.
//! An entry that denies access is passed over: what another one allows still counts, although Windows might refuse it.

use super::error::Exposure;

/// An account or a group, as text: `S-1-5-18` (\[MS-DTYP\] 2.4.2.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sid(String);

/// The system itself (LocalSystem).
const SYSTEM: &str = "S-1-5-18";

/// Accounts that can change every file of the computer anyway, and that its owner controls.
const SYSTEM_ACCOUNTS: [&str; 3] = [
    SYSTEM,
    // The group of administrators.
    "S-1-5-32-544",
    // TrustedInstaller: owns what Windows itself has installed, such as `C:\`.
    "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464",
];

/// Stands for whoever owns the file.
const OWNER_RIGHTS: &str = "S-1-3-4";

/// Stands in entries for what is created later. Such an entry for the file itself concerns nobody.
const CREATOR_OWNER: &str = "S-1-3-0";

/// Rights of a file or folder (\[MS-DTYP\] 2.4.3, and `winnt.h`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Rights(u32);

/// The contents can be read: `FILE_READ_DATA`, `GENERIC_READ`, `GENERIC_ALL`.
const READ: Rights = Rights(0x1 | 0x8000_0000 | 0x1000_0000);

/// The file, or the names in the folder, can be changed: `FILE_WRITE_DATA`, `FILE_APPEND_DATA`, `FILE_WRITE_EA`,
/// `FILE_WRITE_ATTRIBUTES` (with which an empty folder becomes a link), `GENERIC_WRITE`, and what [`REPLACE`] has.
const WRITE: Rights = Rights(0x2 | 0x4 | 0x10 | 0x100 | 0x4000_0000 | REPLACE.0);

/// What is there can be removed, or its list changed: `FILE_DELETE_CHILD`, `DELETE`, `WRITE_DAC`, `WRITE_OWNER`,
/// `GENERIC_ALL`. To add a name is not among them: every user may create a folder in `C:\` and in `C:\ProgramData`.
const REPLACE: Rights = Rights(0x40 | 0x1_0000 | 0x4_0000 | 0x8_0000 | 0x1000_0000);

impl Rights {
    const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// An entry that allows something for the file itself.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Allowed {
    /// The account that may do it. `None` where the kind of entry is unknown: such an entry counts for every account.
    to: Option<Sid>,
    rights: Rights,
}

/// The owner of a file or folder, and its discretionary access control list (DACL).
#[derive(Clone, Debug, PartialEq, Eq)]
struct Descriptor {
    owner: Sid,
    /// `None` without a list: everybody may do everything.
    allowed: Option<Vec<Allowed>>,
}

/// Who can use a file, seen from the account that runs the program.
#[derive(Clone, Debug)]
pub(crate) struct Access {
    descriptor: Descriptor,
    account: Sid,
}

impl Access {
    /// From the bytes of a self-relative security descriptor; `None` when they are malformed.
    pub(crate) fn parse(descriptor: &[u8], account: &Sid) -> Option<Self> {
        Some(Self { descriptor: Descriptor::parse(descriptor)?, account: account.clone() })
    }

    /// Whether only this account can read the file; the system can in any case.
    pub(crate) fn is_for_this_account(&self) -> Result<(), Exposure> {
        if self.descriptor.owner != self.account {
            return Err(Exposure::OtherOwner);
        }
        self.no_others(READ.and(WRITE), Trusted::AccountAndSystem)
    }

    /// Whether no other account can change the file, or the names in the folder. Its owner always can: they may change
    /// the list.
    pub(crate) fn is_written_by_this_account(&self) -> Result<(), Exposure> {
        if !self.is_trusted(&self.descriptor.owner, Trusted::AccountAndSystem) {
            return Err(Exposure::Others);
        }
        self.no_others(WRITE, Trusted::AccountAndSystem)
    }

    /// Whether the file belongs to the system, and no user can change it.
    pub(crate) fn is_written_by_the_system(&self) -> Result<(), Exposure> {
        self.is_of_the_system()?;
        self.no_others(WRITE, Trusted::System)
    }

    /// Whether the folder belongs to the system, and no user can replace what it holds.
    pub(crate) fn is_kept_by_the_system(&self) -> Result<(), Exposure> {
        self.is_of_the_system()?;
        self.no_others(REPLACE, Trusted::System)
    }

    /// Whether another account can read the file. Its owner always can: they may change the list.
    pub(crate) fn is_readable_by_others(&self) -> bool {
        let owner = &self.descriptor.owner;
        !self.is_trusted(owner, Trusted::AccountAndSystem)
            || self.no_others(READ.and(WRITE), Trusted::AccountAndSystem).is_err()
    }

    fn is_of_the_system(&self) -> Result<(), Exposure> {
        let is_trusted = self.is_trusted(&self.descriptor.owner, Trusted::System);
        if is_trusted { Ok(()) } else { Err(Exposure::OtherOwner) }
    }

    /// Whether nobody but the trusted has one of these rights.
    fn no_others(&self, rights: Rights, trusted: Trusted) -> Result<(), Exposure> {
        let Some(allowed) = &self.descriptor.allowed else { return Err(Exposure::Others) };
        let is_exposed = allowed.iter().any(|entry| {
            let is_trusted = entry.to.as_ref().is_some_and(|to| self.is_trusted(to, trusted));
            entry.rights.0 & rights.0 != 0 && !is_trusted
        });
        if is_exposed { Err(Exposure::Others) } else { Ok(()) }
    }

    fn is_trusted(&self, sid: &Sid, trusted: Trusted) -> bool {
        match sid.0.as_str() {
            CREATOR_OWNER => true,
            OWNER_RIGHTS if self.descriptor.owner.0 != OWNER_RIGHTS => {
                self.is_trusted(&self.descriptor.owner, trusted)
            }
            sid if SYSTEM_ACCOUNTS.contains(&sid) => true,
            _ => match trusted {
                Trusted::System => false,
                Trusted::AccountAndSystem => *sid == self.account,
            },
        }
    }
}

/// Whose rights expose nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trusted {
    /// Those of [`SYSTEM_ACCOUNTS`].
    System,
    /// The same, and this account.
    AccountAndSystem,
}

/// The list of a new file that only `account` and the system can use, in the security descriptor definition language
/// (SDDL). It is protected (`P`): nothing is inherited from the folder.
pub(crate) fn private_file(account: &Sid) -> String {
    format!("O:{0}D:P(A;;FA;;;{0})(A;;FA;;;SY)", account.0)
}

/// The same for a folder; what is created in it inherits the entries (`OICI`).
pub(crate) fn private_folder(account: &Sid) -> String {
    format!("O:{0}D:P(A;OICI;FA;;;{0})(A;OICI;FA;;;SY)", account.0)
}

/// In the control bits: there is a DACL (\[MS-DTYP\] 2.4.6).
const DACL_PRESENT: u16 = 0x0004;

/// In the flags of an entry: it is only inherited, and has no effect on the file itself (\[MS-DTYP\] 2.4.4.1).
const INHERIT_ONLY: u8 = 0x08;

impl Descriptor {
    fn parse(bytes: &[u8]) -> Option<Self> {
        let owner = Sid::parse(bytes.get(number(bytes, 4)?..)?)?;
        let (control, list) = (short(bytes, 2)?, number(bytes, 16)?);
        if control & DACL_PRESENT == 0 || list == 0 {
            return Some(Self { owner, allowed: None });
        }
        let list = bytes.get(list..)?;
        let mut rest = list.get(8..short(list, 2)?.into())?;
        let mut allowed = Vec::new();
        for _ in 0..short(list, 4)? {
            let size = usize::from(short(rest, 2)?);
            let (entry, following) = rest.split_at_checked(size)?;
            allowed.extend(Allowed::parse(entry)?);
            rest = following;
        }
        Some(Self { owner, allowed: Some(allowed) })
    }
}

impl Allowed {
    /// `None` inside for an entry that allows nothing for the file itself; `None` outside for a malformed one.
    #[expect(clippy::option_option, reason = "the two have different consequences, said above")]
    fn parse(entry: &[u8]) -> Option<Option<Self>> {
        let ([kind, flags, ..], rights) = (entry, number_u32(entry, 4)) else { return None };
        if flags & INHERIT_ONLY != 0 {
            return Some(None);
        }
        match kind {
            // ACCESS_ALLOWED_ACE_TYPE, and the same under a condition, which is taken for fulfilled.
            0x00 | 0x09 => {
                let to = Some(Sid::parse(entry.get(8..)?)?);
                Some(Some(Self { to, rights: Rights(rights?) }))
            }
            // ACCESS_DENIED_*: see above.
            0x01 | 0x06 | 0x0A | 0x0C => Some(None),
            _ => Some(Some(Self { to: None, rights: Rights(u32::MAX) })),
        }
    }
}

impl Sid {
    /// Most parts after the authority (\[MS-DTYP\] 2.4.2).
    const PARTS: u8 = 15;

    /// From the beginning of these bytes (\[MS-DTYP\] 2.4.2.2).
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        let (&[revision, parts, a, b, c, d, e, f], rest) = bytes.split_first_chunk()?;
        if revision != 1 || parts > Self::PARTS {
            return None;
        }
        let authority = u64::from_be_bytes([0, 0, a, b, c, d, e, f]);
        let mut text = format!("S-1-{authority}");
        for part in 0..usize::from(parts) {
            text += &format!("-{}", number_u32(rest, part * 4)?);
        }
        Some(Self(text))
    }
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().copied().map(u16::from_le_bytes)
}

fn number_u32(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().copied().map(u32::from_le_bytes)
}

/// An offset.
fn number(bytes: &[u8], at: usize) -> Option<usize> {
    number_u32(bytes, at)?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANN: &str = "S-1-5-21-1-2-3-1001";
    const BEN: &str = "S-1-5-21-1-2-3-1002";
    const USERS: &str = "S-1-5-32-545";
    const AUTHENTICATED: &str = "S-1-5-11";
    const ADMINISTRATORS: &str = SYSTEM_ACCOUNTS[1];
    const INSTALLER: &str = SYSTEM_ACCOUNTS[2];

    /// `icacls`: full access; read and execute; add files, folders, and their attributes (those of `C:\ProgramData`).
    const FULL: u32 = 0x001F_01FF;
    const READ_EXECUTE: u32 = 0x0012_00A9;
    const ADD: u32 = 0x0000_0116;
    const ADD_FOLDERS: u32 = 0x0000_0004;
    const MODIFY: u32 = 0x0013_01BF;

    fn sid(text: &str) -> Vec<u8> {
        let mut parts = text.split('-').skip(2).map(|part| part.parse::<u64>().unwrap());
        let authority = parts.next().unwrap().to_be_bytes();
        let parts: Vec<_> = parts.map(|part| u32::try_from(part).unwrap()).collect();
        let mut bytes = vec![1, u8::try_from(parts.len()).unwrap()];
        bytes.extend(&authority[2..]);
        bytes.extend(parts.iter().flat_map(|part| part.to_le_bytes()));
        bytes
    }

    /// Kind, flags, rights, account.
    type Ace<'a> = (u8, u8, u32, &'a str);

    fn allow(rights: u32, to: &str) -> Ace<'_> {
        (0, 0, rights, to)
    }

    fn descriptor(owner: &str, entries: Option<&[Ace<'_>]>) -> Vec<u8> {
        let mut list = Vec::new();
        for (kind, flags, rights, to) in entries.unwrap_or_default() {
            let mut entry = rights.to_le_bytes().to_vec();
            entry.extend(sid(to));
            let size = u16::try_from(entry.len() + 4).unwrap().to_le_bytes();
            list.extend([*kind, *flags, size[0], size[1]]);
            list.extend(entry);
        }
        let owner = sid(owner);
        let at = u32::try_from(20 + owner.len()).unwrap();
        let control = if entries.is_some() { DACL_PRESENT } else { 0 };
        let mut bytes = vec![1, 0];
        bytes.extend(control.to_le_bytes());
        for offset in [20, 0, 0, if entries.is_some() { at } else { 0 }] {
            bytes.extend(offset.to_le_bytes());
        }
        bytes.extend(owner);
        bytes.extend([2, 0]);
        bytes.extend(u16::try_from(list.len() + 8).unwrap().to_le_bytes());
        bytes.extend(u16::try_from(entries.unwrap_or_default().len()).unwrap().to_le_bytes());
        bytes.extend([0, 0]);
        bytes.extend(list);
        bytes
    }

    /// Seen by Ann.
    fn access(owner: &str, entries: &[Ace<'_>]) -> Access {
        let account = Sid::parse(&sid(ANN)).unwrap();
        Access::parse(&descriptor(owner, Some(entries)), &account).unwrap()
    }

    #[test]
    fn a_private_file_is_for_its_account_and_the_system() {
        let system = [allow(FULL, SYSTEM), allow(FULL, ADMINISTRATORS)];
        let private = [allow(FULL, ANN), system[0], system[1]];
        assert_eq!(access(ANN, &private).is_for_this_account(), Ok(()));
        assert!(!access(ANN, &private).is_readable_by_others());
        assert_eq!(access(ANN, &[allow(FULL, OWNER_RIGHTS)]).is_for_this_account(), Ok(()));
        let of_ben = access(BEN, &[allow(FULL, OWNER_RIGHTS), allow(READ_EXECUTE, ANN)]);
        assert_eq!(of_ben.is_for_this_account(), Err(Exposure::OtherOwner));
        assert!(of_ben.is_readable_by_others());
        for other in [allow(READ_EXECUTE, USERS), allow(0x2, BEN), allow(0x1, "S-1-1-0")] {
            let exposed = access(ANN, &[allow(FULL, ANN), other]);
            assert_eq!(exposed.is_for_this_account(), Err(Exposure::Others), "{other:?}");
            assert!(exposed.is_readable_by_others());
        }
    }

    #[test]
    fn a_folder_that_others_read_is_private_and_one_in_which_they_write_is_not() {
        let read = access(ANN, &[allow(FULL, ANN), allow(READ_EXECUTE, USERS)]);
        assert_eq!(read.is_written_by_this_account(), Ok(()));
        for rights in [ADD_FOLDERS, 0x2, 0x40, 0x100] {
            let written = access(ANN, &[allow(FULL, ANN), allow(rights, USERS)]);
            assert_eq!(written.is_written_by_this_account(), Err(Exposure::Others));
        }
        // Who owns it can let themselves in.
        let of_ben = access(BEN, &[allow(FULL, ANN)]);
        assert_eq!(of_ben.is_written_by_this_account(), Err(Exposure::Others));
        for owner in SYSTEM_ACCOUNTS {
            assert_eq!(access(owner, &[allow(FULL, ANN)]).is_written_by_this_account(), Ok(()));
        }
    }

    #[test]
    fn what_an_entry_says_of_later_files_or_forbids_exposes_nothing() {
        let mine = allow(FULL, ANN);
        for entry in
            [(0, INHERIT_ONLY, FULL, USERS), (1, 0, FULL, USERS), allow(FULL, CREATOR_OWNER)]
        {
            assert_eq!(access(ANN, &[mine, entry]).is_for_this_account(), Ok(()), "{entry:?}");
        }
        // A refusal before it does not weaken what is allowed; a kind that is not known allows everything.
        for entry in [(9, 0, FULL, USERS), (5, 0, 0, USERS), (0x77, 0, 0, ANN)] {
            let exposed = access(ANN, &[(1, 0, FULL, USERS), mine, entry]);
            assert_eq!(exposed.is_for_this_account(), Err(Exposure::Others), "{entry:?}");
        }
    }

    #[test]
    fn a_policy_is_trusted_where_only_the_system_writes() {
        let closed = [allow(FULL, SYSTEM), allow(FULL, ADMINISTRATORS), allow(READ_EXECUTE, USERS)];
        for owner in SYSTEM_ACCOUNTS {
            assert_eq!(access(owner, &closed).is_written_by_the_system(), Ok(()), "{owner}");
        }
        // A file or a folder that a user has put there, be it the one who reads it.
        for owner in [ANN, BEN] {
            let planted = access(owner, &closed);
            assert_eq!(planted.is_written_by_the_system(), Err(Exposure::OtherOwner));
            assert_eq!(planted.is_kept_by_the_system(), Err(Exposure::OtherOwner));
        }
        // What a folder in `C:\ProgramData` inherits: every user may add files to it.
        let inherited =
            access(ADMINISTRATORS, &[closed[0], closed[1], closed[2], allow(ADD, USERS)]);
        assert_eq!(inherited.is_written_by_the_system(), Err(Exposure::Others));
        let of_ann = access(ADMINISTRATORS, &[closed[0], allow(MODIFY, ANN)]);
        assert_eq!(of_ann.is_written_by_the_system(), Err(Exposure::Others));
    }

    #[test]
    fn the_folders_of_the_system_keep_what_they_hold() {
        // Those of `C:\` and of `C:\ProgramData`, as Windows installs them.
        let root = [
            allow(FULL, SYSTEM),
            allow(FULL, ADMINISTRATORS),
            allow(READ_EXECUTE, USERS),
            (0, 0x0B, MODIFY, AUTHENTICATED),
            allow(ADD_FOLDERS, AUTHENTICATED),
        ];
        assert_eq!(access(INSTALLER, &root).is_kept_by_the_system(), Ok(()));
        let data = [allow(FULL, SYSTEM), allow(READ_EXECUTE, USERS), allow(ADD, USERS)];
        assert_eq!(access(SYSTEM, &data).is_kept_by_the_system(), Ok(()));
        for right in [0x40, 0x1_0000, 0x4_0000, 0x8_0000, 0x1000_0000] {
            let open = access(SYSTEM, &[allow(FULL, SYSTEM), allow(right, USERS)]);
            assert_eq!(open.is_kept_by_the_system(), Err(Exposure::Others), "{right:#x}");
        }
    }

    #[test]
    fn a_file_without_a_list_is_open_to_everybody() {
        let account = Sid::parse(&sid(ANN)).unwrap();
        let open = Access::parse(&descriptor(ANN, None), &account).unwrap();
        assert_eq!(open.is_for_this_account(), Err(Exposure::Others));
        // An empty list is open to nobody.
        assert_eq!(access(ANN, &[]).is_for_this_account(), Ok(()));
    }

    #[test]
    fn a_descriptor_that_ends_early_is_refused() {
        let account = Sid::parse(&sid(ANN)).unwrap();
        let whole = descriptor(ANN, Some(&[allow(FULL, ANN), (0, INHERIT_ONLY, FULL, USERS)]));
        assert!(Access::parse(&whole, &account).is_some());
        for length in 0..whole.len() {
            assert!(Access::parse(&whole[..length], &account).is_none(), "{length}");
        }
    }

    #[test]
    fn a_new_private_file_names_its_account_and_the_system_alone() {
        let account = Sid::parse(&sid(ANN)).unwrap();
        assert_eq!(private_file(&account), format!("O:{ANN}D:P(A;;FA;;;{ANN})(A;;FA;;;SY)"));
        let folder = private_folder(&account);
        assert_eq!(folder, format!("O:{ANN}D:P(A;OICI;FA;;;{ANN})(A;OICI;FA;;;SY)"));
    }
}
