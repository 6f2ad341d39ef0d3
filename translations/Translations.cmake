# `ninja kaunta_lupdate` collects every sentence for people into translations/kaunta_en.ts. Other languages start as copies of
# it; compiled .qm files are made when building and never committed.
add_custom_target(kaunta_lupdate
  COMMAND Qt6::lupdate -no-obsolete -locations none -source-language en -target-language en
          -I . core ui app -ts translations/kaunta_en.ts
  WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
  COMMENT "Collecting sentences" VERBATIM)
