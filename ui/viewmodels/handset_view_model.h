#pragma once

#include "core/base/clock.h"
#include "core/practice/handset.h"
#include "ui/viewmodels/way.h"

#include <QObject>
#include <QString>
#include <QTimer>

namespace kaunta::ui {

//! The customer's phone in practice: the oldest prompt that waits, and what is typed into it. Nobody's real PIN: any four
//! digits pay, and one that the screen names is wrong, so that staff can train that too. Typed digits are forgotten as soon
//! as they are sent or the prompt changes. Without a prompt the customer may pay the shop without being asked.
class HandsetViewModel : public QObject
{
    Q_OBJECT
public:
    static constexpr int kPinDigits = 4;
    static constexpr int kAmountDigits = 6;
    static constexpr int kReferenceLength = 12;
    //! How far the customer is with paying the shop by hand.
    enum class Pay { No, Amount, Reference, Sent };

    HandsetViewModel(practice::Handset &handset, const Clock &clock, Way way, QObject *parent = nullptr);

    bool hasPrompt() const { return !m_prompt.id.isEmpty(); }
    QString title() const;          //!< "M-PESA", and whose phone it is: "0722 … 000"
    QString promptText() const;     //!< "Do you want to pay KES 100 to Duka la Mazoezi account INV1?"; empty without a prompt
    int typedDigits() const { return static_cast<int>(m_pin.size()); }
    QString problem() const;        //!< "Wrong PIN. 2 tries left."; empty
    QString timeLeft() const;       //!< "0:42"; empty without a prompt
    QString queueWords() const;     //!< "1 more waiting"; empty
    QString idleWords() const;      //!< what the idle screen says: the last thing that happened, or that nothing is here
    QString hint() const;           //!< "Any 4 digits pay. 0000 is a wrong PIN."
    bool canSend() const { return hasPrompt() && !m_busy && m_pin.size() == kPinDigits; }
    bool canAnswer() const { return hasPrompt() && !m_busy; }

    Pay pay() const { return m_pay; }
    bool offersPayShop() const { return m_way.has(providers::Capability::DirectPayments); }   //!< the till would be told of it
    bool canPayShop() const { return offersPayShop() && !hasPrompt() && m_pay == Pay::No; }
    bool isPaying() const { return m_pay == Pay::Amount || m_pay == Pay::Reference; }
    QString payText() const;        //!< "Pay the shop. Amount in KES: 300_"
    void startPay();                //!< a prompt that comes meanwhile goes first

    //! For a PIN or an amount anything but 0 to 9 is ignored, and what is too long; an account number takes letters, too.
    void type(QChar character);
    void erase();
    //! A PIN pays, or counts as wrong: ignored before four digits, and twice for one prompt. Else the next step of paying by hand.
    void send();
    bool canGoOn() const;           //!< send() does something
    void cancel();
    void ignore();                  //!< the customer does not answer; the till learns of it when the prompt ends
    void tick();

Q_SIGNALS:
    void changed();
    void promptArrived();           //!< a window may come to the front

private:
    void onPrompts();
    void answer(practice::HandsetAnswer answer, const QString &idleWords);
    void payNext();
    void payEnded(const QString &idleWords);

    practice::Handset &m_handset;
    const Clock &m_clock;
    Way m_way;
    QTimer m_timer;
    practice::Prompt m_prompt;
    qsizetype m_queued = 0;
    QString m_pin;
    QString m_idleWords;
    Pay m_pay = Pay::No;
    QString m_amount;
    QString m_reference;
    QString m_phone;       //!< of the last prompt: one customer, one phone
    bool m_busy = false;   //!< an answer is on its way to the simulator
};

} // namespace kaunta::ui
