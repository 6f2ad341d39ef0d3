#pragma once

#include "tests/core/practice/practice_bench.h"

#include <memory>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

namespace kaunta::practice::test {

//! As a client makes it: RSA PKCS#1 v1.5 with the certificate's key, then base64. Written from OpenSSL's manual, and shares
//! nothing with either side.
inline QString encrypted(const QByteArray &certificatePem, const QByteArray &password)
{
    const std::unique_ptr<BIO, decltype(&BIO_free_all)> in(BIO_new_mem_buf(certificatePem.constData(), static_cast<int>(certificatePem.size())), BIO_free_all);
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr), X509_free);
    if (!certificate)
        return {};
    const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(EVP_PKEY_CTX_new(X509_get0_pubkey(certificate.get()), nullptr), EVP_PKEY_CTX_free);
    QByteArray cipher(256, Qt::Uninitialized);
    size_t length = 256;
    if (EVP_PKEY_encrypt_init(context.get()) != 1 || EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) != 1
        || EVP_PKEY_encrypt(context.get(), reinterpret_cast<unsigned char *>(cipher.data()), &length, reinterpret_cast<const unsigned char *>(password.constData()),
                            static_cast<size_t>(password.size()))
               != 1)
        return {};
    return QString::fromLatin1(cipher.toBase64());
}

//! Requests whose result comes later, as a client that does everything right makes them.
class AskBench : public Bench
{
public:
    using Bench::Bench;

    QString credential() const { return encrypted(simulator->certificatePem(), practiceOptions().initiatorPassword.toUtf8()); }

    //! What all of them have.
    QJsonObject common(const QString &command) const
    {
        return {{u"Initiator"_s, practiceOptions().initiator},
                {u"SecurityCredential"_s, credential()},
                {u"CommandID"_s, command},
                {u"Remarks"_s, u"Goods came back"_s},
                {u"ResultURL"_s, u"https://shop.example/result"_s},
                {u"QueueTimeOutURL"_s, u"https://shop.example/timeout"_s}};
    }
    static QJsonObject joined(QJsonObject one, const QJsonObject &other)
    {
        for (auto field = other.begin(); field != other.end(); ++field)
            one.insert(field.key(), field.value());
        return one;
    }
    QJsonObject reversalBody(const QString &receipt, qint64 amount = 100) const
    {
        return joined(common(u"TransactionReversal"_s), {{u"TransactionID"_s, receipt}, {u"Amount"_s, amount}, {u"ReceiverParty"_s, 174379}, {u"RecieverIdentifierType"_s, u"11"_s}});
    }
    QJsonObject statusBody(const QJsonObject &about) const
    {
        return joined(joined(common(u"TransactionStatusQuery"_s), {{u"PartyA"_s, 174379}, {u"IdentifierType"_s, u"4"_s}}), about);
    }
    QJsonObject balanceBody() const { return joined(common(u"AccountBalance"_s), {{u"PartyA"_s, 174379}, {u"IdentifierType"_s, 4}}); }

    QJsonObject reverse(const QString &receipt, qint64 amount = 100) { return parsed(post("/mpesa/reversal/v1/request", reversalBody(receipt, amount)).body); }
    QJsonObject askStatus(const QJsonObject &about) { return parsed(post("/mpesa/transactionstatus/v1/query", statusBody(about)).body); }

    //! The last post's Result, and takes it off the list.
    QJsonObject result() { return delivered.isEmpty() ? QJsonObject() : parsed(delivered.takeLast().body).value("Result"_L1).toObject(); }
    static QJsonValue parameter(const QJsonObject &result, const QString &key)
    {
        const QJsonArray list = result.value("ResultParameters"_L1).toObject().value("ResultParameter"_L1).toArray();
        for (const QJsonValue &entry : list)
            if (entry.toObject().value("Key"_L1).toString() == key)
                return entry.toObject().value("Value"_L1);
        return QJsonValue::Undefined;
    }

    //! An account as a balance tells it: "25000.00".
    QString account(const QString &name)
    {
        post("/mpesa/accountbalance/v1/query", balanceBody());
        pass(2s);
        const QStringList accounts = parameter(result(), u"AccountBalance"_s).toString().split(u'&');
        for (const QString &line : accounts)
            if (line.startsWith(name + u'|'))
                return line.section(u'|', 2, 2);
        return {};
    }
    //! TransactionStatus, or the result's code when nothing was found.
    QString status(const QJsonObject &about)
    {
        askStatus(about);
        pass(2s);
        const QJsonObject told = result();
        const QJsonValue status = parameter(told, u"TransactionStatus"_s);
        return status.isUndefined() ? told.value("ResultCode"_L1).toVariant().toString() : status.toString();
    }
    void script(const QByteArray &rules)
    {
        QString problem;
        QVERIFY2(simulator->loadScript(R"({"rules":[)" + rules + "]}", &problem), qPrintable(problem));
    }
};

} // namespace kaunta::practice::test
