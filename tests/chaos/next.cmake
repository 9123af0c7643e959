# SPDX-License-Identifier: MIT
# libhire as a later version could be: one more field and one more index.
# Made from the sources as they are, so that they need not know of it: only
# what a later commit would change is changed, in copies, and compiled again.
set(next ${CMAKE_CURRENT_BINARY_DIR}/next)

# next_copy(FILE FROM TO...): a copy with FROM replaced; FROM must be there.
function(next_copy file)
    file(READ ${CMAKE_SOURCE_DIR}/libhire/${file} text)
    list(LENGTH ARGN count)
    math(EXPR last "${count} - 1")
    foreach(i RANGE 0 ${last} 2)
        math(EXPR j "${i} + 1")
        list(GET ARGN ${i} from)
        list(GET ARGN ${j} to)
        string(FIND "${text}" "${from}" at)
        if(at EQUAL -1)
            message(FATAL_ERROR "${file} has no ${from}")
        endif()
        string(REPLACE "${from}" "${to}" text "${text}")
    endforeach()
    file(CONFIGURE OUTPUT ${next}/${file} CONTENT "${text}" @ONLY)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
        ${CMAKE_SOURCE_DIR}/libhire/${file})
endfunction()

next_copy(include/hire/model.h
    "} hire_interview_plan\;" "\tint64_t edition\;\n} hire_interview_plan\;")
next_copy(src/model/interviews.c
    "its questions, frozen\"),\n"
    "its questions, frozen\"),\n    INT(T, edition, 0, 0, 100, 2, \"of it\"),\n"
    "{\"started_at\", false},\n"
    "{\"started_at\", false},\n    {\"job_id state\", false},\n")

# Who knows the size of the row; all others are the objects of libhire.
set(rest "$<TARGET_OBJECTS:hire_objects>")
foreach(user model/interviews services/interview_rows)
    set(rest "$<FILTER:${rest},EXCLUDE,/src/${user}[.]c>")
endforeach()
add_library(hire_next SHARED ${next}/src/model/interviews.c
    ${CMAKE_SOURCE_DIR}/libhire/src/services/interview_rows.c "${rest}")
target_include_directories(hire_next BEFORE PRIVATE ${next}/include)
target_include_directories(hire_next PRIVATE
    $<TARGET_PROPERTY:hire_objects,INCLUDE_DIRECTORIES>
    ${CMAKE_SOURCE_DIR}/libhire/src/model)
get_target_property(libraries hire LINK_LIBRARIES)
target_link_libraries(hire_next PRIVATE ${libraries})
set_target_properties(hire_next PROPERTIES OUTPUT_NAME hire
    LIBRARY_OUTPUT_DIRECTORY ${next}/lib
    VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR})
