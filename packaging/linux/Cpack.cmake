# .deb, .rpm and .tar.xz from the same tree; `packaging/linux/build KIND` calls CPack. Each kind's own settings are chosen by it in
# CpackKind.cmake, when it is known.
set(CPACK_PACKAGE_NAME kaunta)
set(CPACK_PACKAGE_VENDOR Kaunta)
set(CPACK_PACKAGE_CONTACT ${KAUNTA_PACKAGER})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "till for M-PESA payments")
set(CPACK_COMPONENT_TILL_DESCRIPTION
"Kaunta asks a customer's phone for an M-PESA payment and shows what happens
until it is proven: it never charges twice, never loses a payment, and never
says Paid without proof.
.
It comes with a practice mode that needs no account and no network, with
kauntactl, the same till for scripts, and with kaunta-simulator, a practice
M-PESA over HTTP for tests of other programs.")
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_SOURCE_DIR}/packaging/out)
set(CPACK_PACKAGE_CHECKSUM SHA256)
set(CPACK_COMPONENTS_ALL till debug)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_RPM_COMPONENT_INSTALL ON)
set(CPACK_ARCHIVE_COMPONENT_INSTALL ON)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_THREADS 1)   # one block: xz cuts a file differently on a machine with other cores

# Libraries that are linked are found by dpkg-shlibdeps. These are loaded at run time, so that nobody else knows of them.
set(CPACK_DEBIAN_TILL_PACKAGE_NAME kaunta)
set(CPACK_DEBIAN_TILL_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_TILL_PACKAGE_DEPENDS "libqt6sql6-sqlite, libsecret-1-0, ca-certificates, fonts-dejavu-core | fonts-noto-core | fonts-liberation2")
set(CPACK_DEBIAN_TILL_PACKAGE_RECOMMENDS "gnome-keyring | kwalletmanager, qt6-wayland")
set(CPACK_DEBIAN_TILL_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_DEBUG_PACKAGE_NAME kaunta-dbgsym)
set(CPACK_DEBIAN_DEBUG_PACKAGE_DEPENDS "kaunta (= ${PROJECT_VERSION}-1)")
set(CPACK_DEBIAN_DEBUG_PACKAGE_SECTION debug)
set(CPACK_COMPONENT_DEBUG_DESCRIPTION "These are debug symbols of its programs, for whoever looks into a crash.")
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

set(CPACK_RPM_PACKAGE_LICENSE "GPL-3.0-or-later")
set(CPACK_RPM_PACKAGE_GROUP "Applications/Productivity")
set(CPACK_RPM_PACKAGE_RELEASE 1)
set(CPACK_RPM_FILE_NAME RPM-DEFAULT)
set(CPACK_RPM_COMPRESSION_TYPE xz)
# Shared libraries are found by rpm itself. Fedora's names of what is loaded at run time; SQLite and TLS are in qt6-qtbase there.
set(CPACK_RPM_TILL_PACKAGE_REQUIRES "qt6-qtbase, qt6-qtbase-gui, libsecret, ca-certificates, hicolor-icon-theme")
set(CPACK_RPM_MAIN_COMPONENT till)
set(CPACK_RPM_DEBUG_PACKAGE_NAME kaunta-debuginfo)
set(CPACK_RPM_DEBUG_FILE_NAME RPM-DEFAULT)
set(CPACK_RPM_DEBUG_PACKAGE_REQUIRES "kaunta = ${PROJECT_VERSION}")
set(CPACK_RPM_DEBUG_PACKAGE_AUTOREQPROV OFF)
set(CPACK_RPM_SPEC_MORE_DEFINE
"%define _build_id_links none
%define clamp_mtime_to_source_date_epoch 1
%define use_source_date_epoch_as_buildtime 1
%define _buildhost localhost
%define source_date_epoch_from_changelog 0
%if 0%(echo %{name} | grep -c debug) == 0
Recommends: (gnome-keyring or kwalletmanager5 or kf6-kwallet)
Recommends: qt6-qtwayland
%endif")   # CPack 3.25 has no setting for Recommends
set(CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION /usr/share/applications /usr/share/metainfo /usr/share/icons /usr/share/icons/hicolor
  /usr/share/icons/hicolor/scalable /usr/share/icons/hicolor/scalable/apps /usr/share/man /usr/share/man/man1 /usr/share/doc
  /usr/lib/debug /usr/lib/debug/.build-id /usr/share/bash-completion /usr/share/bash-completion/completions)
foreach(size 16 24 32 48 64 128 256)
  list(APPEND CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION /usr/share/icons/hicolor/${size}x${size} /usr/share/icons/hicolor/${size}x${size}/apps)
endforeach()

set(portable kaunta-${PROJECT_VERSION}-linux-${CMAKE_SYSTEM_PROCESSOR})
set(CPACK_ARCHIVE_TILL_FILE_NAME ${portable})
set(CPACK_ARCHIVE_DEBUG_FILE_NAME ${portable}-debug)
set(CPACK_PROJECT_CONFIG_FILE ${CMAKE_CURRENT_SOURCE_DIR}/CpackKind.cmake)
include(CPack)
