#include "app/simulator/options.h"

#include "core/practice/dialect.h"

#include <QCommandLineParser>
#include <QRegularExpression>

namespace kaunta::simulator {

using namespace Qt::StringLiterals;

std::optional<Options> readOptions(const QStringList &arguments, QString *problem)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"A practice Daraja over HTTP. No money moves. See docs/simulator.md."_s);
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    const QCommandLineOption port(u"port"_s, u"Port; 0 picks a free one."_s, u"N"_s);
    const QCommandLineOption listen(u"listen"_s, u"Address; 127.0.0.1 by default."_s, u"ADDRESS"_s, u"127.0.0.1"_s);
    const QCommandLineOption store(u"store"_s, u"Keeps payments for the next start."_s, u"FILE"_s);
    const QCommandLineOption script(u"script"_s, u"Rules that override the practice numbers."_s, u"FILE"_s);
    const QCommandLineOption handset(u"handset"_s, u"Unscripted payments wait for an answer."_s);
    const QCommandLineOption key(u"consumer-key"_s, u"What Basic must carry."_s, u"KEY"_s);
    const QCommandLineOption secret(u"consumer-secret"_s, u"What Basic must carry."_s, u"SECRET"_s);
    const QCommandLineOption passkey(u"passkey"_s, u"What passwords are made with."_s, u"PASSKEY"_s);
    const QCommandLineOption shortCode(u"shortcode"_s, u"The only short code that exists."_s, u"N"_s);
    const QCommandLineOption shop(u"shop"_s, u"Shown in the prompt."_s, u"NAME"_s);
    const QCommandLineOption initiator(u"initiator"_s, u"Who may reverse, ask and pay out."_s, u"NAME"_s);
    const QCommandLineOption initiatorPassword(u"initiator-password"_s, u"The initiator's."_s, u"PASSWORD"_s);
    const QCommandLineOption certificate(u"certificate-out"_s, u"Writes the certificate that initiators encrypt with."_s, u"FILE"_s);
    const QCommandLineOption noValidation(u"no-validation"_s, u"Customers' payments are not shown to the ValidationURL."_s);
    const QCommandLineOption registerOnce(u"register-once"_s, u"C2B URLs cannot be registered again."_s);
    const QCommandLineOption provider(u"provider"_s, u"Whose API is played: "_s + practice::Dialect::names().join(", "_L1) + u'.', u"NAME"_s);
    const QCommandLineOption bearer(u"bearer-token"_s, u"What a provider with pasted tokens asks for."_s, u"TOKEN"_s);
    const QCommandLineOption confirmation(u"confirmation-url"_s, u"Where a provider posts that has been told one address for everything."_s, u"URL"_s);
    parser.addOptions({provider, bearer, confirmation, port, listen, store, script, handset, key, secret, passkey, shortCode, shop, initiator, initiatorPassword, certificate, noValidation, registerOnce});

    if (!parser.parse(arguments)) {
        *problem = parser.errorText();
        return {};
    }
    if (parser.isSet(help))
        parser.showHelp();
    if (parser.isSet(version))
        parser.showVersion();

    Options options;
    bool isNumber = false;
    options.port = parser.value(port).toUShort(&isNumber);
    if (!isNumber) {
        *problem = u"--port N is needed, with N from 0 to 65535."_s;
        return {};
    }
    static const QRegularExpression fiveToSeven(u"\\A[0-9]{5,7}\\z"_s);
    if (parser.isSet(shortCode) && !fiveToSeven.match(parser.value(shortCode)).hasMatch()) {
        *problem = u"--shortcode needs 5 to 7 digits."_s;
        return {};
    }
    if (parser.isSet(provider) && !practice::Dialect::names().contains(parser.value(provider))) {
        *problem = u"--provider: one of "_s + practice::Dialect::names().join(", "_L1) + u'.';
        return {};
    }
    if (!parser.positionalArguments().isEmpty()) {
        *problem = u"“%1” is not understood."_s.arg(parser.positionalArguments().constFirst());
        return {};
    }
    const auto take = [&parser](const QCommandLineOption &option, QString &into) {
        if (parser.isSet(option))
            into = parser.value(option);
    };
    options.listen = parser.value(listen);
    options.scriptPath = parser.value(script);
    options.simulator.storePath = parser.value(store);
    options.simulator.handsetAsks = parser.isSet(handset);
    take(provider, options.simulator.provider);
    take(bearer, options.simulator.bearerToken);
    take(confirmation, options.simulator.confirmationUrl);
    take(key, options.simulator.consumerKey);
    take(secret, options.simulator.consumerSecret);
    take(passkey, options.simulator.passkey);
    take(shortCode, options.simulator.shortCode);
    take(shop, options.simulator.shop);
    take(initiator, options.simulator.initiator);
    take(initiatorPassword, options.simulator.initiatorPassword);
    options.certificatePath = parser.value(certificate);
    options.simulator.validates = !parser.isSet(noValidation);
    options.simulator.registersOnce = parser.isSet(registerOnce);
    return options;
}

} // namespace kaunta::simulator
