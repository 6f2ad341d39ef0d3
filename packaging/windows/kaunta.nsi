; The installer. packaging/windows/pack gives LISTS (of the files), OUTPUT, VERSION, VERSION4, PUBLISHER, SIZE_KIB, ICON and PICTURE.
;
;   setup.exe /S [/AllUsers|/CurrentUser] [/DESKTOP] [/D=C:\folder]       /D= last, without quotes
;   uninstall.exe /S [/DELETELEDGER]
;
; Ends with 4, and has changed nothing, while a till is running.
Target amd64-unicode
!ifdef QUICK   ; for the proof of an upgrade: half as large again, made in a moment
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
!endif
SetDateSave off   ; two builds are the same
AllowSkipFiles off

!define MULTIUSER_EXECUTIONLEVEL Highest   ; whoever may install for all is asked; others install for themselves
!define MULTIUSER_MUI
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_USE_PROGRAMFILES64
!define MULTIUSER_INSTALLMODE_INSTDIR Kaunta   ; for one user below %LOCALAPPDATA%\Programs; %LOCALAPPDATA%\Kaunta is the ledger's
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY Software\Kaunta
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME InstallDir
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY Software\Kaunta
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME InstallDir
!include MultiUser.nsh
!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh

!define LISTED "Software\Microsoft\Windows\CurrentVersion\Uninstall\Kaunta"
Name Kaunta
OutFile "${OUTPUT}"
BrandingText "Kaunta ${VERSION}"
ManifestDPIAware true
!ifdef ICON
  !define MUI_ICON "${ICON}"
  !define MUI_UNICON "${ICON}"
  !define MUI_WELCOMEFINISHPAGE_BITMAP "${PICTURE}"
!endif
!define MUI_COMPONENTSPAGE_SMALLDESC
!define MUI_LANGDLL_ALLLANGUAGES
; An installer with an administrator's rights must not hand them to the till: the desktop starts it.
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_FUNCTION startTill

!insertmacro MUI_PAGE_WELCOME
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_COMPONENTS
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE English
!insertmacro MUI_LANGUAGEEX "${__FILEDIR__}/languages" Swahili
!include "${__FILEDIR__}/words.nsh"

VIProductVersion ${VERSION4}
VIFileVersion ${VERSION4}
!macro about LANGUAGE
  VIAddVersionKey /LANG=${LANGUAGE} ProductName Kaunta
  VIAddVersionKey /LANG=${LANGUAGE} ProductVersion "${VERSION}"
  VIAddVersionKey /LANG=${LANGUAGE} FileVersion "${VERSION}"
  VIAddVersionKey /LANG=${LANGUAGE} FileDescription "Kaunta ${VERSION}"
  VIAddVersionKey /LANG=${LANGUAGE} CompanyName "${PUBLISHER}"
  VIAddVersionKey /LANG=${LANGUAGE} LegalCopyright "GPL-3.0-or-later"
!macroend
!insertmacro about ${LANG_ENGLISH}
!insertmacro about ${LANG_SWAHILI}

Var oldDir
Var wantsDesktop

; A program that runs cannot be opened for writing. Interactive: close it and try again.
!macro refuseWhileRunning FOLDER
  !insertmacro refuseWhileOneRuns "${FOLDER}\kaunta.exe"
  !insertmacro refuseWhileOneRuns "${FOLDER}\kauntactl.exe"
  !insertmacro refuseWhileOneRuns "${FOLDER}\kaunta-simulator.exe"
!macroend
!macro refuseWhileOneRuns FILE
  ${Do}
    StrCpy $1 ""
    ClearErrors
    ${If} ${FileExists} "${FILE}"
      FileOpen $0 "${FILE}" a
      ${If} ${Errors}
        StrCpy $1 running
      ${Else}
        FileClose $0
      ${EndIf}
    ${EndIf}
    ${If} $1 == ""
      ${Break}
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION $(TILL_RUNS) /SD IDCANCEL IDRETRY +3
    SetErrorLevel 4
    Quit
  ${Loop}
!macroend

Function .onInit
  StrCpy $R9 $INSTDIR   ; what /D= says; MultiUser has its own mind
  !insertmacro MULTIUSER_INIT
  ${If} $R9 != ""
    StrCpy $INSTDIR $R9
  ${EndIf}
  !insertmacro MUI_LANGDLL_DISPLAY
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 /DESKTOP $R1
  ${IfNot} ${Errors}
    StrCpy $wantsDesktop 1
  ${EndIf}
FunctionEnd

Function startTill
  Exec '"$WINDIR\explorer.exe" "$INSTDIR\kaunta.exe"'
FunctionEnd

Section "!Kaunta" till
  SectionIn RO
  ; The version before goes first, with what it alone had; it leaves all data.
  ReadRegStr $oldDir SHCTX Software\Kaunta InstallDir
  !insertmacro refuseWhileRunning $INSTDIR
  ${If} $oldDir != ""
  ${AndIf} ${FileExists} "$oldDir\uninstall.exe"
    !insertmacro refuseWhileRunning $oldDir
    ${If} ${FileExists} "$DESKTOP\Kaunta.lnk"
      StrCpy $wantsDesktop 1
    ${EndIf}
    ExecWait '"$oldDir\uninstall.exe" /S /$MultiUser.InstallMode _?=$oldDir' $0
    ${If} $0 != 0
      SetErrorLevel $0
      Abort $(OLD_STAYS)
    ${EndIf}
    Delete "$oldDir\uninstall.exe"
    RMDir $oldDir
  ${EndIf}

  !include "${LISTS}/install.nsh"
  SetOutPath $INSTDIR
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\Kaunta.lnk" "$INSTDIR\kaunta.exe"
  WriteRegStr SHCTX Software\Kaunta InstallDir $INSTDIR
  WriteRegStr SHCTX "${LISTED}" DisplayName Kaunta
  WriteRegStr SHCTX "${LISTED}" DisplayVersion "${VERSION}"
  WriteRegStr SHCTX "${LISTED}" Publisher "${PUBLISHER}"
  WriteRegStr SHCTX "${LISTED}" DisplayIcon "$INSTDIR\kaunta.exe"
  WriteRegStr SHCTX "${LISTED}" InstallLocation $INSTDIR
  WriteRegStr SHCTX "${LISTED}" UninstallString '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode'
  WriteRegStr SHCTX "${LISTED}" QuietUninstallString '"$INSTDIR\uninstall.exe" /S /$MultiUser.InstallMode'
  WriteRegDWORD SHCTX "${LISTED}" EstimatedSize ${SIZE_KIB}
  WriteRegDWORD SHCTX "${LISTED}" NoModify 1
  WriteRegDWORD SHCTX "${LISTED}" NoRepair 1
  ${If} $wantsDesktop == 1
    CreateShortCut "$DESKTOP\Kaunta.lnk" "$INSTDIR\kaunta.exe"
  ${EndIf}
SectionEnd

Section /o "$(DESKTOP_NAME)" desktop
  CreateShortCut "$DESKTOP\Kaunta.lnk" "$INSTDIR\kaunta.exe"
SectionEnd

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${till} $(TILL_ABOUT)
  !insertmacro MUI_DESCRIPTION_TEXT ${desktop} $(DESKTOP_ABOUT)
!insertmacro MUI_FUNCTION_DESCRIPTION_END

Section "!un.$(PROGRAMS_NAME)" unTill
  SectionIn RO
  !insertmacro refuseWhileRunning $INSTDIR
  !include "${LISTS}/uninstall.nsh"
  Delete "$INSTDIR\uninstall.exe"
  RMDir $INSTDIR
  Delete "$SMPROGRAMS\Kaunta.lnk"
  Delete "$DESKTOP\Kaunta.lnk"
  DeleteRegKey SHCTX "${LISTED}"
  DeleteRegKey SHCTX Software\Kaunta
SectionEnd

Section /o "un.$(LEDGER_NAME)" unLedger
  MessageBox MB_YESNO|MB_DEFBUTTON2|MB_ICONEXCLAMATION $(LEDGER_SURE) /SD IDYES IDNO +3
  SetShellVarContext current   ; $LOCALAPPDATA is this user's, also where the programs were everybody's
  RMDir /r $LOCALAPPDATA\Kaunta
SectionEnd

!insertmacro MUI_UNFUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${unTill} $(PROGRAMS_ABOUT)
  !insertmacro MUI_DESCRIPTION_TEXT ${unLedger} $(LEDGER_ABOUT)
!insertmacro MUI_UNFUNCTION_DESCRIPTION_END

Function un.onInit
  !insertmacro MULTIUSER_UNINIT
  !insertmacro MUI_UNGETLANGUAGE
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 /DELETELEDGER $R1
  ${IfNot} ${Errors}
    !insertmacro SelectSection ${unLedger}
  ${EndIf}
FunctionEnd
