# SPDX-License-Identifier: MIT
# What `cmake --install` lays down, and how other builds find it: through
# pkg-config (hire.pc) and through find_package(hire).  All of it is
# relocatable: no file names the prefix.
include(CMakePackageConfigHelpers)
set(hire_cmake_dir ${CMAKE_INSTALL_LIBDIR}/cmake/hire)

install(TARGETS hire EXPORT hireTargets
    LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY libhire/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
    FILES_MATCHING PATTERN "*.h")
foreach(program hire-cli hire-server)
    if(TARGET ${program})
        set_target_properties(${program} PROPERTIES
            INSTALL_RPATH "$ORIGIN/../${CMAKE_INSTALL_LIBDIR}")
        install(TARGETS ${program})
    endif()
endforeach()

install(EXPORT hireTargets NAMESPACE hire:: DESTINATION ${hire_cmake_dir})
configure_package_config_file(cmake/hireConfig.cmake.in hireConfig.cmake
    INSTALL_DESTINATION ${hire_cmake_dir})
# Before 1.0 a minor version may break the API.
write_basic_package_version_file(hireConfigVersion.cmake
    COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/hireConfig.cmake
    ${CMAKE_CURRENT_BINARY_DIR}/hireConfigVersion.cmake
    DESTINATION ${hire_cmake_dir})

# From <prefix>/<libdir>/pkgconfig back to <prefix>.
file(RELATIVE_PATH hire_pc_up
    /prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig /prefix)
string(REGEX REPLACE "/$" "" hire_pc_up ${hire_pc_up})
configure_file(pkgconfig/hire.pc.in hire.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/hire.pc
    DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
