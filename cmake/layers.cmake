# plangrade_layer(NAME USES libs... [PRIVATE libs...]): the static library plangrade_NAME of all
# sources in src/NAME. A layer sees only what its row in CMakeLists.txt names.
function(plangrade_layer name)
  cmake_parse_arguments(ARG "" "" "USES;PRIVATE" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${name}/*.cc)
  list(FILTER sources EXCLUDE REGEX "src/cli/main\\.cc$")
  if(sources)
    add_library(plangrade_${name} STATIC ${sources})
    target_link_libraries(plangrade_${name} PUBLIC ${ARG_USES} PRIVATE plangrade_settings ${ARG_PRIVATE})
  else()
    add_library(plangrade_${name} INTERFACE)
    target_link_libraries(plangrade_${name} INTERFACE ${ARG_USES})
  endif()
endfunction()
