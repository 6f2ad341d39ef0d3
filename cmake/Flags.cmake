# One interface target carries every flag; nothing is set globally, so third-party code is left alone.
add_library(kaunta_flags INTERFACE)
target_compile_features(kaunta_flags INTERFACE cxx_std_20)
if(MSVC)   # not tested; its warnings are not ours to promise
  target_compile_options(kaunta_flags INTERFACE /utf-8 /permissive- /Zc:__cplusplus /W3)
else()
  target_compile_options(kaunta_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wold-style-cast -Wnon-virtual-dtor -Woverloaded-virtual
    -Wunused-result -Wimplicit-fallthrough -Wswitch-enum -Werror)
endif()
target_compile_definitions(kaunta_flags INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_KEYWORDS QT_NO_FOREACH QT_USE_QSTRINGBUILDER
    QT_DISABLE_DEPRECATED_BEFORE=0x060400)
if(KAUNTA_SANITIZE)
  # A null pointer crashes without help, and this hardware reads unaligned numbers: those two checks cost a fifth of the build.
  # What only tests say is not looked through for undefined behaviour: that costs them a third, and finds nothing in the till.
  set(undefined -fsanitize=undefined -fno-sanitize=null,alignment -fno-sanitize-recover=undefined)
  target_compile_options(kaunta_flags INTERFACE -fsanitize=address -fno-omit-frame-pointer
    "$<$<NOT:$<BOOL:$<TARGET_PROPERTY:KAUNTA_TEST>>>:${undefined}>")
  target_link_options(kaunta_flags INTERFACE -fsanitize=address,undefined)
endif()
if(KAUNTA_FUZZ)
  # Every branch is counted for libFuzzer, and no finding is gone past.
  target_compile_options(kaunta_flags INTERFACE -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  target_link_options(kaunta_flags INTERFACE -fsanitize=address,undefined)
endif()

# A debug build links 130 programs: 3 s instead of 10 s for the largest. What is shipped is linked by the system's own linker.
find_program(KAUNTA_MOLD mold)
if(KAUNTA_MOLD AND NOT CMAKE_CROSSCOMPILING AND CMAKE_BUILD_TYPE STREQUAL "Debug")
  target_link_options(kaunta_flags INTERFACE -fuse-ld=mold)
endif()

# One precompiled header for all: every target has the same flags, so that it fits.
if(KAUNTA_PCH)
  if(NOT EXISTS ${CMAKE_BINARY_DIR}/pch/pch.cpp)   # a new date would rebuild the header, and with it everything
    file(WRITE ${CMAKE_BINARY_DIR}/pch/pch.cpp "")
  endif()
  add_library(kaunta_pch STATIC ${CMAKE_BINARY_DIR}/pch/pch.cpp)
  target_link_libraries(kaunta_pch PRIVATE kaunta_flags Qt6::Core)
  set_target_properties(kaunta_pch PROPERTIES AUTOMOC OFF AUTORCC OFF)
  target_precompile_headers(kaunta_pch PRIVATE ${CMAKE_CURRENT_LIST_DIR}/Pch.h)
endif()
function(kaunta_precompiled)
  if(KAUNTA_PCH)
    foreach(target ${ARGN})
      target_precompile_headers(${target} REUSE_FROM kaunta_pch)
    endforeach()
  endif()
endfunction()

# One static library per folder; the link order is the layer order.
function(kaunta_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PUBLIC ${ARG_LINKS} PRIVATE kaunta_flags ${ARG_PRIVATE_LINKS})
  kaunta_precompiled(${name})
endfunction()
