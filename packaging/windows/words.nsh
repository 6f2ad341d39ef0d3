; What the pages say in Kaunta's own words.
!macro words NAME ENGLISH SWAHILI
  LangString ${NAME} ${LANG_ENGLISH} "${ENGLISH}"
  LangString ${NAME} ${LANG_SWAHILI} "${SWAHILI}"
!macroend
!insertmacro words TILL_RUNS "Kaunta is running. Close it, then try again. Nothing was changed." "Kaunta inatumika. Ifunge, kisha ujaribu tena. Hakuna kilichobadilishwa."
!insertmacro words OLD_STAYS "The version before could not be removed. Your payments are safe; start setup again." "Toleo la awali halikuweza kuondolewa. Malipo yako yako salama; anza usakinishaji tena."
!insertmacro words TILL_ABOUT "The till, kauntactl for scripts, and kaunta-simulator." "Kaunta yenyewe, kauntactl ya hati za amri, na kaunta-simulator."
!insertmacro words DESKTOP_NAME "Shortcut on the desktop" "Njia ya mkato kwenye eneo-kazi"
!insertmacro words DESKTOP_ABOUT "A Kaunta icon on the desktop." "Aikoni ya Kaunta kwenye eneo-kazi."
!insertmacro words PROGRAMS_NAME "Programs" "Programu"
!insertmacro words PROGRAMS_ABOUT "Removes the programs. Payments and settings stay." "Huondoa programu. Malipo na mipangilio hubaki."
!insertmacro words LEDGER_NAME "Payments and settings of this user" "Malipo na mipangilio ya mtumiaji huyu"
!insertmacro words LEDGER_ABOUT "Deletes the ledger with every payment. It cannot be brought back." "Hufuta leja pamoja na malipo yote. Haiwezi kurudishwa."
!insertmacro words LEDGER_SURE "Delete every payment and setting of this user in Kaunta? They cannot be brought back." "Je, ufute malipo na mipangilio yote ya mtumiaji huyu katika Kaunta? Haviwezi kurudishwa."
