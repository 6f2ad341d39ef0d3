# What packages are built with. The flags are those of Debian's own hardening=+all; the tests of packaging/test look for them in the
# finished programs.
include(CheckPIESupported)
check_pie_supported(LANGUAGES CXX)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

target_compile_options(kaunta_flags INTERFACE -D_FORTIFY_SOURCE=2 -fstack-protector-strong -Werror=format-security)
if(WIN32)
  # No execution of data and a random place in 64 bits are the linker's defaults. A PE file would carry the time of its making.
  target_link_options(kaunta_flags INTERFACE -Wl,--dynamicbase,--nxcompat,--high-entropy-va -Wl,--no-insert-timestamp)
  # What a broken stack calls is in a library of its own there; in the programs, not beside them.
  execute_process(COMMAND ${CMAKE_CXX_COMPILER} -print-file-name=libssp.a OUTPUT_VARIABLE ssp OUTPUT_STRIP_TRAILING_WHITESPACE)
  target_link_libraries(kaunta_flags INTERFACE ${ssp})
else()
  target_compile_options(kaunta_flags INTERFACE -fstack-clash-protection)
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
    target_compile_options(kaunta_flags INTERFACE -fcf-protection)
  endif()
  target_link_options(kaunta_flags INTERFACE -Wl,-z,relro,-z,now -Wl,--as-needed)
endif()

# Two builds of one commit are the same wherever they lie.
target_compile_options(kaunta_flags INTERFACE
  -ffile-prefix-map=${CMAKE_BINARY_DIR}=/usr/src/kaunta/build -ffile-prefix-map=${CMAKE_SOURCE_DIR}=/usr/src/kaunta)
set(CMAKE_SKIP_RPATH ON)
