#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

namespace kaunta::docs {

//! The parts of docs/money-safety.md that are made from the program, by the name in their markers. What a part could not tell
//! apart is written to `unexplained`.
QMap<QString, QString> chargeParts(QStringList &unexplained);
QMap<QString, QString> refundParts(QStringList &unexplained);
QMap<QString, QString> peopleParts();

//! The text with each "<!-- generated: NAME -->" … "<!-- end -->" filled anew. `problems` names markers without a part, and parts
//! without a marker.
QString withParts(const QString &text, const QMap<QString, QString> &parts, QStringList &problems);

} // namespace kaunta::docs
