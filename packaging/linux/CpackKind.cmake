# Read by CPack once it knows what it makes.
if(CPACK_GENERATOR STREQUAL "TXZ")
  set(CPACK_PACKAGING_INSTALL_PREFIX /kaunta-${CPACK_PACKAGE_VERSION})   # bin/ and share/ below one folder, unpacked anywhere
  set(CPACK_INCLUDE_TOPLEVEL_DIRECTORY OFF)
  set(CPACK_COMPONENT_INCLUDE_TOPLEVEL_DIRECTORY OFF)
else()
  set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
endif()
