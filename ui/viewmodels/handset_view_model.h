#pragma once

#include "core/base/clock.h"
#include "core/practice/handset.h"

#include <QObject>
#include <QString>
#include <QTimer>

namespace kaunta::ui {

//! The customer's phone in practice: the oldest prompt that waits, and what is typed into it. Nobody's real PIN: any four
//! digits pay, and one that the screen names is wrong, so that staff can train that too. Typed digits are forgotten as soon
//! as they are sent or the prompt changes.
class HandsetViewModel : public QObject
{
    Q_OBJECT
public:
    static constexpr int kPinDigits = 4;

    HandsetViewModel(practice::Handset &handset, const Clock &clock, QObject *parent = nullptr);

    bool hasPrompt() const { return !m_prompt.id.isEmpty(); }
    QString title() const;          //!< "M-PESA", and whose phone it is: "0722 … 000"
    QString promptText() const;     //!< "Do you want to pay KES 100 to Duka la Mazoezi account INV1?"; empty without a prompt
    int typedDigits() const { return static_cast<int>(m_pin.size()); }
    QString problem() const;        //!< "Wrong PIN. 2 tries left."; empty
    QString timeLeft() const;       //!< "0:42"; empty without a prompt
    QString queueWords() const;     //!< "1 more waiting"; empty
    QString idleWords() const;      //!< what the idle screen says: the last thing that happened, or that nothing is here
    static QString pinHint();       //!< "Any 4 digits pay. 0000 is a wrong PIN."
    bool canSend() const { return hasPrompt() && !m_busy && m_pin.size() == kPinDigits; }
    bool canAnswer() const { return hasPrompt() && !m_busy; }

    void typeDigit(QChar digit);    //!< anything but 0 to 9, and a fifth digit, is ignored
    void erase();
    void send();                    //!< pays, or counts as a wrong PIN; ignored before four digits, and twice for one prompt
    void cancel();
    void ignore();                  //!< the customer does not answer; the till learns of it when the prompt ends
    void tick();

Q_SIGNALS:
    void changed();
    void promptArrived();           //!< a window may come to the front

private:
    void onPrompts();
    void answer(practice::HandsetAnswer answer, const QString &idleWords);

    practice::Handset &m_handset;
    const Clock &m_clock;
    QTimer m_timer;
    practice::Prompt m_prompt;
    qsizetype m_queued = 0;
    QString m_pin;
    QString m_idleWords;
    bool m_busy = false;   //!< an answer is on its way to the simulator
};

} // namespace kaunta::ui
