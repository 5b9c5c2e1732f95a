; The installer for Windows, made by `cargo xtask dist` with makensis.
;
; Options: /S installs without asking, /AllUsers or /CurrentUser says for whom, /D=FOLDER (the last one, with /S and for one
; user only) where. It installs no service, and nothing that starts by itself.
;
; Exit codes: 0 done, 1 cancelled, 2 nothing done, 3 the program is installed, but a firewall rule or the folder of the owner's
; policy is missing.
;
; Defined by the caller: VERSION, NUMBERS (the same with four parts), SOURCE (the project), PROGRAM and OUTPUT (files).

; A program of 64 bits, as the one that it installs: Windows redirects nothing then.
Target amd64-unicode
ManifestDPIAware true
SetCompressor /SOLID lzma
; Without the times of the files: the same files make the same installer.
SetDateSave off

!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_MUI
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_INSTALLMODE_INSTDIR "Alongside"
!define MULTIUSER_USE_PROGRAMFILES64
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Alongside"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY "${UNINSTALL}"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME "InstallLocation"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "${UNINSTALL}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME "InstallLocation"
!include MultiUser.nsh
!include MUI2.nsh

Name "Alongside"
OutFile "${OUTPUT}"
BrandingText "Alongside ${VERSION}"
VIProductVersion "${NUMBERS}"
VIAddVersionKey "ProductName" "Alongside"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Installs Alongside"
VIAddVersionKey "LegalCopyright" "MIT or Apache-2.0"

!define MUI_ICON "${SOURCE}/sharer/windows/alongside.ico"
!define MUI_UNICON "${SOURCE}/sharer/windows/alongside.ico"
!insertmacro MUI_PAGE_LICENSE "${SOURCE}/LICENSE-MIT"
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!define MUI_PAGE_CUSTOMFUNCTION_PRE OnlyForOneUser
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

; Runs a command of the NetSecurity module; $0 is then its exit code. Only that module can put rules into a group, which netsh then
; turns on: netsh advfirewall firewall set rule group=Alongside new enable=yes
; The backticks: the command has quotes of both kinds, and NSIS splits the line when the command is in it.
!macro PowerShell COMMAND
  nsExec::Exec `"$SYSDIR\WindowsPowerShell\v1.0\powershell.exe" -NoProfile -NonInteractive -Command "${COMMAND}"`
  Pop $0
!macroend

; Stops while the program is in use. Windows neither replaces nor removes it then, and the list of programs would say that it did.
!macro StopWhileInUse
  ${Do}
    ClearErrors
    ${IfNot} ${FileExists} "$INSTDIR\alongside.exe"
      ${Break}
    ${EndIf}
    FileOpen $0 "$INSTDIR\alongside.exe" a
    ${IfNot} ${Errors}
      FileClose $0
      ${Break}
    ${EndIf}
    ${If} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${IN_USE}" /SD IDCANCEL IDCANCEL`
      SetErrorLevel 2
      Abort "${IN_USE}"
    ${EndIf}
  ${Loop}
!macroend
!define IN_USE "$INSTDIR\alongside.exe is in use. Close Alongside for every user of this computer, and try again."

; Says what is missing although the program is installed.
!macro Missing WHAT
  DetailPrint "${WHAT}"
  SetErrorLevel 3
  MessageBox MB_OK|MB_ICONEXCLAMATION "${WHAT}" /SD IDOK
!macroend

Function .onInit
  SetRegView 64
  ; What /D says. MultiUser.nsh puts its own folder there.
  StrCpy $0 $INSTDIR
  !insertmacro MULTIUSER_INIT
  ${If} $0 != ""
    ${If} $MultiUser.InstallMode == "AllUsers"
      MessageBox MB_OK|MB_ICONSTOP "/D needs /CurrentUser: for all users the program belongs into $INSTDIR." /SD IDOK
      SetErrorLevel 2
      Quit
    ${EndIf}
    StrCpy $INSTDIR $0
  ${EndIf}
FunctionEnd

; For all users no folder is asked for. In most others each of them could replace the program.
Function OnlyForOneUser
  ${If} $MultiUser.InstallMode == "AllUsers"
    Abort
  ${EndIf}
FunctionEnd

Function un.onInit
  SetRegView 64
  !insertmacro MULTIUSER_UNINIT
FunctionEnd

Section "Alongside"
  !insertmacro StopWhileInUse
  SetOutPath "$INSTDIR"
  ClearErrors
  File "/oname=alongside.exe" "${PROGRAM}"
  File "${SOURCE}/LICENSE-MIT"
  File "${SOURCE}/LICENSE-APACHE"
  File "/oname=LICENSE-FONTS" "${SOURCE}/kit/fonts/OFL.txt"
  File "${SOURCE}/README.md"
  File "${SOURCE}/SECURITY.md"
  File "/oname=policy-example.toml" "${SOURCE}/docs/policy.toml"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  ${If} ${Errors}
    SetErrorLevel 2
    Abort "Not every file could be written to $INSTDIR."
  ${EndIf}
  CreateShortCut "$SMPROGRAMS\Alongside.lnk" "$INSTDIR\alongside.exe"

  WriteRegStr SHCTX "${UNINSTALL}" "DisplayName" "Alongside"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayIcon" "$INSTDIR\alongside.exe"
  WriteRegStr SHCTX "${UNINSTALL}" "Publisher" "The Alongside contributors"
  WriteRegStr SHCTX "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode'
  WriteRegStr SHCTX "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode /S'
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoRepair" 1

  ${If} $MultiUser.InstallMode == "AllUsers"
    Call Firewall
    Call PolicyFolder
  ${EndIf}
SectionEnd

; Rules that are off until somebody turns their group on, and never hold in a public network.
Function Firewall
  System::Call 'kernel32::SetEnvironmentVariable(t "ALONGSIDE_PROGRAM", t "$INSTDIR\alongside.exe")'
  !insertmacro PowerShell "$$ErrorActionPreference = 'Stop'; \
    Remove-NetFirewallRule -Group Alongside -ErrorAction SilentlyContinue; \
    New-NetFirewallRule -Name Alongside-Server -DisplayName 'Alongside (built-in server)' -Group Alongside -Enabled False \
    -Direction Inbound -Action Allow -Profile Private,Domain -Protocol TCP -LocalPort 7575 -Program $$env:ALONGSIDE_PROGRAM; \
    New-NetFirewallRule -Name Alongside-Direct -DisplayName 'Alongside (direct connections)' -Group Alongside -Enabled False \
    -Direction Inbound -Action Allow -Profile Private,Domain -Protocol UDP -Program $$env:ALONGSIDE_PROGRAM"
  ${If} $0 != 0
    !insertmacro Missing "The firewall rules could not be created (PowerShell: $0)."
  ${EndIf}
FunctionEnd

; Who may do what in the folder of the owner's policy: Administrators own it, they and SYSTEM may do everything, Users may read, also what
; is put into it; nothing is inherited. (Security descriptor definition language)
!define POLICY_ACCESS "O:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)"

; A folder for the owner's policy in which users can read only. Every user may create things in ProgramData, this one as well, also
; as a link to a folder of others. So nothing is changed in what is there: it is kept, or renamed as a whole.
Function PolicyFolder
  SetShellVarContext all
  StrCpy $0 "$APPDATA\alongside"
  Call Owner
  ${Select} $1
    ; Administrators, SYSTEM, TrustedInstaller
    ${Case3} "S-1-5-32-544" "S-1-5-18" "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464"
      Return
    ${Case} ""
    ${CaseElse}
      ; With a name that nobody can have taken before.
      System::Call 'ole32::CoCreateGuid(g .r2)'
      ClearErrors
      Rename $0 "$0.old-$2"
      ${IfNot} ${Errors}
        !insertmacro Missing "$0 did not belong to Administrators. It is now alongside.old-$2, and a policy in it is not in force."
      ${EndIf}
  ${EndSelect}
  Call CreatePolicyFolder
FunctionEnd

; Creates the folder $0 with its descriptor in one step. It fails if the folder is there.
Function CreatePolicyFolder
  System::Call 'advapi32::ConvertStringSecurityDescriptorToSecurityDescriptorW(w "${POLICY_ACCESS}", i 1, *p .r1, p 0) i .r2'
  ${If} $2 <> 0
    ; SECURITY_ATTRIBUTES: its length, the descriptor, not inherited. The plugin aligns nothing by itself.
    System::Call '*(i 24, i 0, p r1, i 0, i 0) p .r3'
    System::Call 'kernel32::CreateDirectoryW(w r0, p r3) i .r2'
    System::Free $3
    System::Call 'kernel32::LocalFree(p r1)'
  ${EndIf}
  ${If} $2 = 0
    !insertmacro Missing "$0 could not be created. Until an administrator creates it, every user can put a policy there."
  ${EndIf}
FunctionEnd

; $1: the SID of the owner of $0, of the link if it is one; nothing if there is no such thing.
Function Owner
  StrCpy $1 ""
  ; READ_CONTROL, shared in all ways, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS | FILE_FLAG_OPEN_REPARSE_POINT
  System::Call 'kernel32::CreateFileW(w r0, i 0x20000, i 7, p 0, i 3, i 0x2200000, p 0) p .r2'
  ${If} $2 P<> -1
    ; SE_FILE_OBJECT, OWNER_SECURITY_INFORMATION
    System::Call 'advapi32::GetSecurityInfo(p r2, i 1, i 1, *p .r3, p 0, p 0, p 0, *p .r4) i .r5'
    ${If} $5 = 0
      System::Call 'advapi32::ConvertSidToStringSidW(p r3, *w .r1)'
      System::Call 'kernel32::LocalFree(p r4)'
    ${EndIf}
    System::Call 'kernel32::CloseHandle(p r2)'
  ${EndIf}
FunctionEnd

Section "Uninstall"
  !insertmacro StopWhileInUse
  Delete "$INSTDIR\alongside.exe"
  ${If} ${FileExists} "$INSTDIR\alongside.exe"
    SetErrorLevel 2
    Abort "$INSTDIR\alongside.exe could not be removed."
  ${EndIf}
  ${If} $MultiUser.InstallMode == "AllUsers"
    !insertmacro PowerShell "Remove-NetFirewallRule -Group Alongside -ErrorAction SilentlyContinue"
    ; With rules in it, it stays.
    RMDir "$APPDATA\alongside"
  ${EndIf}
  Delete "$SMPROGRAMS\Alongside.lnk"
  Delete "$INSTDIR\LICENSE-MIT"
  Delete "$INSTDIR\LICENSE-APACHE"
  Delete "$INSTDIR\LICENSE-FONTS"
  Delete "$INSTDIR\README.md"
  Delete "$INSTDIR\SECURITY.md"
  Delete "$INSTDIR\policy-example.toml"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey SHCTX "${UNINSTALL}"
SectionEnd
