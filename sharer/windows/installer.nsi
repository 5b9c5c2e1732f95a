; The installer for Windows, made by `cargo xtask dist` with makensis.
;
; Options: /S installs without asking, /AllUsers or /CurrentUser says for whom, /D=FOLDER (the last one) where. It installs
; no service, and nothing that starts by itself.
;
; Defined by the caller: VERSION, NUMBERS (the same with four parts), SOURCE (the project), PROGRAM and OUTPUT (files).

; A program of 64 bits, as the one that it installs: Windows redirects nothing then.
Target amd64-unicode
ManifestDPIAware true
SetCompressor /SOLID lzma

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
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

; Runs a command of the NetSecurity module. Only that one can put rules into a group, which netsh then turns on:
; netsh advfirewall firewall set rule group=Alongside new enable=yes
!macro PowerShell COMMAND
  nsExec::Exec '"$SYSDIR\WindowsPowerShell\v1.0\powershell.exe" -NoProfile -NonInteractive -Command "${COMMAND}"'
  Pop $0
!macroend

Function .onInit
  SetRegView 64
  !insertmacro MULTIUSER_INIT
FunctionEnd

Function un.onInit
  SetRegView 64
  !insertmacro MULTIUSER_UNINIT
FunctionEnd

Section "Alongside"
  SetOutPath "$INSTDIR"
  File "/oname=alongside.exe" "${PROGRAM}"
  File "${SOURCE}/LICENSE-MIT"
  File "${SOURCE}/LICENSE-APACHE"
  File "/oname=LICENSE-FONTS" "${SOURCE}/kit/fonts/OFL.txt"
  File "${SOURCE}/README.md"
  File "${SOURCE}/SECURITY.md"
  File "/oname=policy-example.toml" "${SOURCE}/docs/policy.toml"
  WriteUninstaller "$INSTDIR\uninstall.exe"
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
  !insertmacro PowerShell "Remove-NetFirewallRule -Group Alongside -ErrorAction SilentlyContinue; \
    New-NetFirewallRule -Name Alongside-Server -DisplayName 'Alongside (built-in server)' -Group Alongside -Enabled False \
    -Direction Inbound -Action Allow -Profile Private,Domain -Protocol TCP -LocalPort 7575 -Program $$env:ALONGSIDE_PROGRAM; \
    New-NetFirewallRule -Name Alongside-Direct -DisplayName 'Alongside (direct connections)' -Group Alongside -Enabled False \
    -Direction Inbound -Action Allow -Profile Private,Domain -Protocol UDP -Program $$env:ALONGSIDE_PROGRAM"
FunctionEnd

; A folder for the owner's rules in which users can read only. Without it, any user could create it.
Function PolicyFolder
  SetShellVarContext all
  CreateDirectory "$APPDATA\alongside"
  nsExec::Exec '"$SYSDIR\icacls.exe" "$APPDATA\alongside" /setowner *S-1-5-32-544'
  Pop $0
  nsExec::Exec '"$SYSDIR\icacls.exe" "$APPDATA\alongside" /reset'
  Pop $0
  nsExec::Exec '"$SYSDIR\icacls.exe" "$APPDATA\alongside" /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F *S-1-5-32-545:(OI)(CI)RX'
  Pop $0
FunctionEnd

Section "Uninstall"
  ${If} $MultiUser.InstallMode == "AllUsers"
    !insertmacro PowerShell "Remove-NetFirewallRule -Group Alongside -ErrorAction SilentlyContinue"
    ; With rules in it, it stays.
    RMDir "$APPDATA\alongside"
  ${EndIf}
  Delete "$SMPROGRAMS\Alongside.lnk"
  Delete "$INSTDIR\alongside.exe"
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
