#include "ui/widgets/secrets_card.h"

#include "ui/widgets/action_button.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/labels.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <algorithm>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

SecretsCard::SecretsCard(SettingsViewModel &model, QWidget *parent) : QFrame(parent), m_model(model), m_hint(named(new NoticeRow, u"secretsHint"_s))
{
    setProperty("card", true);
    const Theme &theme = Theme::current();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme.space(4), theme.space(4), theme.space(4), theme.space(4));
    column->setSpacing(theme.space(3));
    column->addWidget(makeLabel(tr("Secrets"), Type::Title));
    column->addWidget(m_hint);
    connect(&m_model, &SettingsViewModel::secretsChanged, this, &SecretsCard::refresh);
    connect(&m_model, &SettingsViewModel::formReset, this, [this] {
        for (const Row &row : std::as_const(m_rows))
            row.edit->clear();   // typed for another profile
        refresh();
    });
    connect(&m_model, &SettingsViewModel::secretAccepted, this, [this](const QString &key) {
        const auto row = std::find_if(m_rows.cbegin(), m_rows.cend(), [&key](const Row &other) { return other.key == key; });
        if (row != m_rows.cend())
            row->edit->clear();
    });
    refresh();
}

SecretsCard::Row SecretsCard::makeRow(const SecretRow &secret)
{
    const Theme &theme = Theme::current();
    Row row;
    row.key = secret.key;
    row.box = named(new QWidget, u"secret-"_s + secret.key);
    row.edit = named(new QLineEdit, secret.key + u"-edit"_s, secret.label);
    row.edit->setEchoMode(QLineEdit::Password);
    row.edit->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    row.edit->setPlaceholderText(tr("Paste a new value"));
    row.store = named(new ActionButton(tr("Save"), ActionButton::Kind::Secondary), secret.key + u"-store"_s);
    row.store->setAccessibleName(tr("Save %1").arg(secret.label));
    row.clear = named(new ActionButton(tr("Clear"), ActionButton::Kind::Quiet), secret.key + u"-clear"_s);
    row.clear->setAccessibleName(tr("Clear %1").arg(secret.label));
    row.state = named(new NoticeRow, secret.key + u"-state"_s);
    QLabel *label = makeLabel(secret.label);
    label->setBuddy(row.edit);
    row.help = makeLabel({}, Type::Caption, true);
    row.help->setWordWrap(true);
    auto *line = new QHBoxLayout;
    line->setSpacing(theme.space(2));
    line->addWidget(row.edit, 1);
    line->addWidget(row.store);
    line->addWidget(row.clear);
    auto *column = new QVBoxLayout(row.box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.space(1));
    column->addWidget(label);
    column->addLayout(line);
    column->addWidget(row.help);
    column->addWidget(row.state);
    const auto store = [this, key = row.key, edit = row.edit] { m_model.storeSecret(key, edit->text()); };
    connect(row.store, &QPushButton::clicked, this, store);
    connect(row.edit, &QLineEdit::returnPressed, this, store);
    connect(row.clear, &QPushButton::clicked, this, [this, key = row.key] { m_model.clearSecret(key); });
    return row;
}

void SecretsCard::refresh()
{
    m_hint->setNotice(m_model.secretsHint());
    const QList<SecretRow> secrets = m_model.secrets();
    for (const SecretRow &secret : secrets) {
        if (std::none_of(m_rows.cbegin(), m_rows.cend(), [&secret](const Row &row) { return row.key == secret.key; })) {
            m_rows << makeRow(secret);
            layout()->addWidget(m_rows.last().box);
        }
    }
    for (const Row &row : std::as_const(m_rows)) {
        const auto secret = std::find_if(secrets.cbegin(), secrets.cend(), [&row](const SecretRow &other) { return other.key == row.key; });
        row.box->setVisible(secret != secrets.cend());
        if (secret == secrets.cend())
            continue;
        const bool usable = !m_model.isNew() && !secret->busy;
        row.help->setText(secret->help);
        row.edit->setAccessibleDescription(secret->help);
        row.edit->setEnabled(usable);
        row.store->setEnabled(usable);
        row.clear->setEnabled(secret->canClear);
        row.state->setNotice(secret->state);
    }
}

} // namespace kaunta::ui
