#include "tests/soak/soak_audit.h"

#include "tests/e2e/cli/practice_files.h"

#include <QHash>
#include <QSet>

namespace kaunta::soak {

using namespace Qt::StringLiterals;

Audit audit(const QString &ledgerFile, const QString &mpesaFile)
{
    Audit audit;
    QHash<QByteArray, QByteArray> states;   // by phone: each charge has one of its own
    const auto rows = test::sql(ledgerFile, u"SELECT p.msisdn || ' ' || c.status || ' ' || c.evidence FROM charge c JOIN person p ON p.id = c.person_id"_s);
    for (const QByteArray &row : rows) {
        const auto words = row.split(' ');
        ++audit.charges[QString::fromUtf8(words.at(1) + ' ' + words.at(2)).trimmed()];
        if (states.contains(words.at(0)))
            audit.wrong << u"two charges on the phone of one: "_s + QString::fromUtf8(words.at(0).right(3));
        states.insert(words.at(0), words.at(1));
        audit.paidInBooks += words.at(1) == "paid" ? 1 : 0;
    }
    audit.receiptsInBooks = test::sql(ledgerFile, u"SELECT count(*) FROM payment"_s).constFirst().toInt();

    QSet<QByteArray> prompted;
    QSet<QByteArray> paid;
    const auto pushes = test::sql(mpesaFile, u"SELECT phone || ' ' || coalesce(receipt, '') FROM push"_s);
    for (const QByteArray &push : pushes) {
        const auto words = push.split(' ');
        if (prompted.contains(words.at(0)))
            audit.wrong << u"charged twice: a second prompt on "_s + QString::fromUtf8(words.at(0).right(3));
        prompted << words.at(0);
        if (!words.at(1).isEmpty())
            paid << words.at(0);
        if (!states.contains(words.at(0)))
            audit.wrong << u"a prompt that is in no ledger, on "_s + QString::fromUtf8(words.at(0).right(3));
    }
    audit.prompts = int(pushes.size());
    audit.paidAtMpesa = int(paid.size());
    for (auto it = states.begin(); it != states.end(); ++it) {
        const bool denied = it.value() == "declined" || it.value() == "not_sent";
        if (it.value() == "paid" && !paid.contains(it.key()))
            audit.wrong << u"called paid, and is not: "_s + QString::fromUtf8(it.key().right(3));
        if (denied && paid.contains(it.key()))
            audit.wrong << u"paid, and called "_s + QString::fromUtf8(it.value()) + u": "_s + QString::fromUtf8(it.key().right(3));
    }
    return audit;
}

} // namespace kaunta::soak
