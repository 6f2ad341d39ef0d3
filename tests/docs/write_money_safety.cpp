// write_money_safety FILE: brings the generated parts of docs/money-safety.md up to date.
#include "tests/docs/state_tables.h"

#include <QFile>
#include <QSaveFile>
#include <cstdio>

using namespace kaunta;

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    QFile file(QString::fromLocal8Bit(argv[1]));
    if (!file.open(QIODevice::ReadOnly))
        return 1;
    QStringList problems;
    QMap<QString, QString> parts = docs::chargeParts(problems);
    parts.insert(docs::refundParts(problems));
    parts.insert(docs::peopleParts());
    const QString text = docs::withParts(QString::fromUtf8(file.readAll()), parts, problems);
    for (const QString &problem : std::as_const(problems))
        std::fprintf(stderr, "%s\n", qUtf8Printable(problem));
    QSaveFile out(file.fileName());
    if (!problems.isEmpty() || !out.open(QIODevice::WriteOnly) || out.write(text.toUtf8()) < 0 || !out.commit())
        return 1;
    return 0;
}
