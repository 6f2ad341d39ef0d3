# kaunta_test(tst_money LIBS kaunta_base): one Qt Test program from <name>.cpp in the current folder. WRAPPER names a
# program that runs it (tests/support/private_bus.sh).
function(kaunta_test name)
  cmake_parse_arguments(ARG "" "TIMEOUT;WRAPPER" "LIBS;SOURCES;ENVIRONMENT;LABELS" ${ARGN})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 600)   # for one that hangs; a busy machine may take its time
  endif()
  add_executable(${name} ${name}.cpp ${ARG_SOURCES} ${CMAKE_CURRENT_BINARY_DIR}/${name}.moc)
  # The one file with slots of its own is known: no need to look for others, which takes longer than to compile some of them.
  set_target_properties(${name} PROPERTIES AUTOMOC OFF AUTORCC OFF UNITY_BUILD OFF KAUNTA_TEST ON)
  qt_generate_moc(${name}.cpp ${CMAKE_CURRENT_BINARY_DIR}/${name}.moc)
  target_link_libraries(${name} PRIVATE ${ARG_LIBS} Qt6::Test kaunta_flags)
  kaunta_precompiled(${name})
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR} ${CMAKE_CURRENT_BINARY_DIR})
  target_compile_definitions(${name} PRIVATE KAUNTA_TEST_DATA="${CMAKE_CURRENT_SOURCE_DIR}/data")
  add_test(NAME ${name} COMMAND ${ARG_WRAPPER} $<TARGET_FILE:${name}>)
  math(EXPR watched "${ARG_TIMEOUT} * 1000")   # Qt's own watch is blind on a busy machine: it counted several functions as one
  set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}" ENVIRONMENT
    "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;HOME=${CMAKE_CURRENT_BINARY_DIR}/home;XDG_CONFIG_HOME=${CMAKE_CURRENT_BINARY_DIR}/home/.config;XDG_DATA_HOME=${CMAKE_CURRENT_BINARY_DIR}/home/.local/share;DBUS_SESSION_BUS_ADDRESS=disabled:;ASAN_OPTIONS=detect_leaks=0;QTEST_FUNCTION_TIMEOUT=${watched};${ARG_ENVIRONMENT}")
endfunction()
