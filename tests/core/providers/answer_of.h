#pragma once

#include <QCoreApplication>
#include <QObject>
#include <QTest>
#include <optional>

namespace kaunta::test {

//! Runs a call of a provider and waits for its one answer, which comes later than the call returns.
template <class Answer, class Call>
Answer answerFrom(Call &&call)
{
    std::optional<Answer> answer;
    QObject context;
    call(&context, [&](const Answer &got) {
        if (answer)
            QTest::qFail("answered twice", __FILE__, __LINE__);
        answer = got;
    });
    if (answer)
        QTest::qFail("answered before the call returned", __FILE__, __LINE__);
    if (!QTest::qWaitFor([&] { return answer.has_value(); }, 30'000))
        QTest::qFail("no answer", __FILE__, __LINE__);
    QCoreApplication::processEvents();
    return answer.value_or(Answer{});
}

} // namespace kaunta::test
