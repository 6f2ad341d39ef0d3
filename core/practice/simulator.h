#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/practice/http.h"
#include "core/practice/prompt.h"

#include <QList>
#include <QString>
#include <QUrl>
#include <functional>
#include <memory>
#include <optional>

namespace kaunta::practice {

//! A Daraja double: bytes in, bytes out, no socket, no timer of its own. It checks what Daraja checks and answers with
//! Daraja's codes and spellings, and plays the practice numbers (docs/practice-numbers.md). Every state it keeps is in the
//! store, so that another process finds it again. Not thread-safe: construct, use and destroy it on one thread.
class Simulator
{
public:
    struct Options {
        QString consumerKey;       //!< what Basic must carry
        QString consumerSecret;
        QString passkey;
        QString shop = QStringLiteral("Duka la Mazoezi");
        QString storePath = {};    //!< practice.sqlite; empty: in memory
        bool handsetAsks = false;  //!< true: unscripted prompts wait for answerPrompt(); false: they succeed after 2 s
        QString shortCode = {};    //!< the only short code that exists; empty: any of 5 to 7 digits does
        QString initiator = {};          //!< who may reverse, ask and pay out …
        QString initiatorPassword = {};  //!< … with this, encrypted for certificatePem()
        bool validates = true;     //!< customers' own payments are first shown to a registered ValidationURL
        QString provider = QStringLiteral("daraja");   //!< whose API is played; one of Dialect::names()
        QString bearerToken = QStringLiteral("practice-bearer-token");   //!< what a provider with pasted tokens asks for
        QString confirmationUrl = {};   //!< where a provider posts that has been told one address for everything
        bool registersOnce = false;   //!< as in production: C2B URLs cannot be registered a second time
    };
    //! Delivers one callback: an HTTP POST of `body` to `url`, byte for byte. Called from tick() only. A callback counts as
    //! delivered once this returned: a process that dies inside it delivers again, as Daraja may.
    using Deliver = std::function<void(const QUrl &url, const QByteArray &body)>;

    //! The shop's answer to a validation, its body; nullopt: none in time (M-PESA waits about 8 s). Called once, now or later,
    //! on this thread; harmless when the simulator is gone.
    using Answered = std::function<void(const std::optional<QByteArray> &answer)>;
    //! Asks the shop whether a customer may pay: an HTTP POST of `body` to `url`. Called from tick() only.
    using AskShop = std::function<void(const QUrl &url, const QByteArray &body, Answered answered)>;
    //! A customer's own payment came in; an empty receipt: the shop refused it.
    using ShopPaid = std::function<void(const QString &receipt)>;

    Simulator(Options options, const Clock &clock, RandomSource &random, Deliver deliver);
    ~Simulator();
    Simulator(const Simulator &) = delete;
    Simulator &operator=(const Simulator &) = delete;

    //! Why the store could not be opened (everything is then kept in memory and lost at exit); empty: all is well.
    QString problem() const;

    HttpAnswer handle(const HttpRequest &request);
    //! Will handle() answer this request with RefuseConnection? Known only from its body (practice number 23, a script).
    bool refuses(const HttpRequest &request) const;

    //! Time: when tick() has something to do next (wall time, UTC; may be past); nothing pending: nullopt.
    std::optional<QDateTime> nextDue() const;
    //! Does everything that is due by the clock: prompts that nobody answered end, callbacks are delivered.
    void tick();

    QList<Prompt> prompts() const;                                //!< oldest first
    void answerPrompt(const QString &id, HandsetAnswer answer);   //!< no effect on a prompt that has ended

    //! The customer pays straight to the shop that registered its URLs last, else to the one that asked for money last. Any
    //! spelling of a Kenyan phone; whole shillings up to 250,000; at most 20 characters. False: not taken, or there is no shop.
    //! The rest happens in tick().
    bool payShop(const QString &phone, qint64 amount, const QString &reference);
    void onShopPaid(ShopPaid listener);       //!< one listener
    void onValidation(AskShop ask);           //!< without it nobody answers, and what was registered decides

    //! The certificate that initiators encrypt their password with, PEM. Made on the first call, which takes a moment, and kept in
    //! the store. Empty: it could not be kept.
    QByteArray certificatePem();

    //! Called after handle(), tick() or answerPrompt() may have changed nextDue() or prompts(). One listener.
    void onChange(std::function<void()> listener);

    //! Rules that override the practice numbers: JSON, see docs/simulator.md. False: not understood, nothing changed.
    bool loadScript(const QByteArray &json, QString *problem);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

//! What practice mode and the simulator process use by default. Published, worthless, the same everywhere.
Simulator::Options practiceOptions();

} // namespace kaunta::practice
