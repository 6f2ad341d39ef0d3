# What Kenya's errors prove is believed of Ethiopia's, whatever the profile says.
set(FILE core/providers/mpesa_ethiopia/api_error.cpp)
set(INVARIANT 2)
set(RUN_AS --provider mpesa-ethiopia)
set(WAS_1 "    if (!kenyanCodes) {")
set(BECOMES_1 "    if (!kenyanCodes && fault.code.isEmpty()) {")
