# Warnings, sanitizers and the compiler cache: the interface target plangrade_settings.
add_library(plangrade_settings INTERFACE)
target_compile_options(plangrade_settings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual
  -Wimplicit-fallthrough -Wswitch)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 sees overlaps in "literal" + std::string that are not there (GCC bug 105651).
  target_compile_options(plangrade_settings INTERFACE -Wno-restrict)
endif()
if(PLANGRADE_WERROR)
  target_compile_options(plangrade_settings INTERFACE -Werror)
endif()
target_include_directories(plangrade_settings INTERFACE ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/src)
target_compile_definitions(plangrade_settings INTERFACE
  PLANGRADE_VERSION="${PROJECT_VERSION}")

set(PLANGRADE_SANITIZE "" CACHE STRING "Sanitizer for everything: address,undefined or thread")
if(PLANGRADE_SANITIZE)
  add_compile_options(-fsanitize=${PLANGRADE_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${PLANGRADE_SANITIZE})
endif()

find_program(PLANGRADE_CCACHE ccache)
if(PLANGRADE_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${PLANGRADE_CCACHE})
endif()
