# A fresh access token is written to the log instead of being hidden there.
set(FILE core/daraja/oauth.cpp)
set(INVARIANT 6)
set(WAS_1 [==[
        neverLog(token.value);]==])
set(BECOMES_1 [==[
        qWarning("A new one: %s", token.value.constData());]==])
