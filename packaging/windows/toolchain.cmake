# Debian's mingw-w64, 64 bit, with the threads of C++ (posix). KAUNTA_WINDOWS_PREFIX: where Qt, QtKeychain and libcrypto for Windows
# lie, one folder or several; packaging/windows/build gives it.
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_VERSION 10.0)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(triple x86_64-w64-mingw32)
set(CMAKE_C_COMPILER ${triple}-gcc-posix)
set(CMAKE_CXX_COMPILER ${triple}-g++-posix)
set(CMAKE_RC_COMPILER ${triple}-windres)
set(CMAKE_AR ${triple}-gcc-ar-posix CACHE FILEPATH "")
set(CMAKE_RANLIB ${triple}-gcc-ranlib-posix CACHE FILEPATH "")

list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES KAUNTA_WINDOWS_PREFIX)
set(CMAKE_FIND_ROOT_PATH ${KAUNTA_WINDOWS_PREFIX} /usr/${triple})
set(CMAKE_PREFIX_PATH ${KAUNTA_WINDOWS_PREFIX})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)

# moc, rcc and the translators' tools are this computer's own; they have to be of the version of Qt that is built against.
set(host_packages /usr/lib/x86_64-linux-gnu/cmake)
set(QT_HOST_PATH /usr CACHE PATH "")
set(QT_HOST_PATH_CMAKE_DIR ${host_packages} CACHE PATH "")
set(Qt6LinguistTools_DIR ${host_packages}/Qt6LinguistTools CACHE PATH "")

# Boost is headers alone, the same for every system; /usr/include itself would bring glibc's along.
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/host-headers)
file(CREATE_LINK /usr/include/boost ${CMAKE_BINARY_DIR}/host-headers/boost SYMBOLIC)
set(Boost_INCLUDE_DIR ${CMAKE_BINARY_DIR}/host-headers CACHE PATH "")
set(CMAKE_STRIP /usr/bin/${triple}-strip CACHE FILEPATH "")
set(CMAKE_OBJDUMP /usr/bin/${triple}-objdump CACHE FILEPATH "")
