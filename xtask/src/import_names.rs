//! The names by which the page's module asks for what its script has. wasm-bindgen makes them of what they stand for and a
//! hash, which nothing compresses. Numbers of the same length take their place, in both files.

use std::collections::BTreeMap;

/// How wasm-bindgen begins such a name.
const BEGIN: &str = "__wb";

/// The digits of a hash.
const DIGITS: usize = 16;

/// Replaces each name with a hash that the script has.
pub(crate) fn number(module: &mut [u8], script: &str) -> String {
    let mut numbered = String::with_capacity(script.len());
    let mut numbers = BTreeMap::new();
    let mut rest = script;
    while let Some(at) = rest.find(BEGIN) {
        let (before, from_name) = rest.split_at(at);
        let end = from_name.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        let (name, behind) = from_name.split_at(end.unwrap_or(from_name.len()));
        let next = numbers.len();
        let new = numbers.entry(name).or_insert_with(|| {
            let (_, hash) = name.rsplit_once('_')?;
            let is_hash = hash.len() == DIGITS && hash.bytes().all(|b| b.is_ascii_hexdigit());
            let width = name.len() - BEGIN.len() - 1;
            is_hash.then(|| format!("{BEGIN}_{next:0width$}"))
        });
        numbered.push_str(before);
        numbered.push_str(new.as_deref().unwrap_or(name));
        rest = behind;
    }
    numbered.push_str(rest);
    for (name, new) in &numbers {
        if let Some(new) = new {
            replace(module, name.as_bytes(), new.as_bytes());
        }
    }
    numbered
}

/// Writes `new` wherever `old` is. Both are of one length.
fn replace(bytes: &mut [u8], old: &[u8], new: &[u8]) {
    let mut from = 0;
    while let Some(at) =
        bytes.get(from..).and_then(|rest| rest.windows(old.len()).position(|it| it == old))
    {
        from += at;
        if let Some(there) = bytes.get_mut(from..from + old.len()) {
            there.copy_from_slice(new);
        }
        from += old.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_hash_is_a_number_in_both_files_and_nothing_else_changes() {
        let mut module = b"..__wbg_new_0123456789abcdef.__wbindgen_throw.".to_vec();
        let script = "a.__wbg_new_0123456789abcdef = 1; b.__wbindgen_throw = 0123456789abcdef;";
        let script = number(&mut module, script);
        assert_eq!(module, b"..__wb_000000000000000000000.__wbindgen_throw.");
        let expected = "a.__wb_000000000000000000000 = 1; b.__wbindgen_throw = 0123456789abcdef;";
        assert_eq!(script, expected);
    }

    #[test]
    fn two_names_stay_two() {
        let (one, other) = ("__wbg_get_0123456789abcdef", "__wbg_get_fedcba9876543210");
        let mut module = [one, other, one].concat().into_bytes();
        let script = number(&mut module, &[one, " ", other].concat());
        let (one, other) = script.split_once(' ').unwrap();
        assert_ne!(one, other);
        assert_eq!(module, [one, other, one].concat().as_bytes());
    }
}
