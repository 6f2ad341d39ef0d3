#pragma once

#include "core/practice/simulator.h"

#include <QObject>
#include <QTimer>

namespace kaunta::practice {

//! Gives a Simulator its time: a timer for what is due next. Lives on the simulator's thread; its signals and slots are
//! how other threads reach the handset.
class PracticeDriver final : public QObject
{
    Q_OBJECT
public:
    //! `simulator` and `clock` must live longer. The driver becomes the simulator's listener. What is overdue from an
    //! earlier process is done as soon as the event loop runs.
    PracticeDriver(Simulator &simulator, const Clock &clock, QObject *parent = nullptr);
    ~PracticeDriver() override;

public Q_SLOTS:
    void answerPrompt(const QString &id, kaunta::practice::HandsetAnswer answer);
    void payShop(const QString &phone, qint64 amount, const QString &reference);
    void tellPrompts();   //!< makes promptsTold() come, changed or not

Q_SIGNALS:
    void promptsTold(const QList<kaunta::practice::Prompt> &prompts);
    void shopPaid(const QString &receipt);   //!< a customer's own payment came in
    void shopRefused();                      //!< it was not taken, or the shop did not want it

private:
    void arm();
    void onChange();

    Simulator &m_simulator;
    const Clock &m_clock;
    QTimer m_timer;
    QList<Prompt> m_told;
};

} // namespace kaunta::practice
