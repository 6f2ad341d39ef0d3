# What packages are built with. The flags are those of Debian's own hardening=+all; the tests of packaging/test look for them in the
# finished programs.
include(CheckPIESupported)
check_pie_supported(LANGUAGES CXX)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

target_compile_options(kaunta_flags INTERFACE -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection -Werror=format-security)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  target_compile_options(kaunta_flags INTERFACE -fcf-protection)
endif()
target_link_options(kaunta_flags INTERFACE -Wl,-z,relro,-z,now -Wl,--as-needed)

# Two builds of one commit are the same wherever they lie.
target_compile_options(kaunta_flags INTERFACE
  -ffile-prefix-map=${CMAKE_BINARY_DIR}=/usr/src/kaunta/build -ffile-prefix-map=${CMAKE_SOURCE_DIR}=/usr/src/kaunta)
set(CMAKE_SKIP_RPATH ON)
