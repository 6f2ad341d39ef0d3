#include "core/practice/handset.h"

#include "core/practice/practice_driver.h"

namespace kaunta::practice {

void Handset::payShop(const QString &, qint64, const QString &) {}

SimulatorHandset::SimulatorHandset(PracticeDriver *driver, QObject *parent) : Handset(parent)
{
    connect(driver, &PracticeDriver::promptsTold, this, [this](const QList<Prompt> &prompts) {
        if (prompts == m_prompts)
            return;
        m_prompts = prompts;
        Q_EMIT promptsChanged();
    });
    connect(this, &SimulatorHandset::answered, driver, &PracticeDriver::answerPrompt);
    connect(this, &SimulatorHandset::asked, driver, &PracticeDriver::tellPrompts);
    connect(driver, &PracticeDriver::shopPaid, this, &Handset::shopPaid);
    connect(driver, &PracticeDriver::shopRefused, this, &Handset::shopRefused);
    connect(this, &SimulatorHandset::paying, driver, &PracticeDriver::payShop);
    Q_EMIT asked();
}

void SimulatorHandset::answer(const QString &id, HandsetAnswer answer)
{
    Q_EMIT answered(id, answer);
}

void SimulatorHandset::payShop(const QString &phone, qint64 amount, const QString &reference)
{
    Q_EMIT paying(phone, amount, reference);
}

} // namespace kaunta::practice
