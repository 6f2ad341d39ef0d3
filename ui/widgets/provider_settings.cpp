#include "ui/widgets/provider_settings.h"

#include "ui/widgets/action_button.h"
#include "ui/widgets/choice_controls.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/labels.h"

#include <QBoxLayout>
#include <QLineEdit>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

ProviderSettings::ProviderSettings(SettingsViewModel &model, QWidget *parent)
    : QWidget(parent), m_model(model), m_column(new QVBoxLayout(this)), m_more(named(new ActionButton({}, ActionButton::Kind::Quiet), u"moreSettingsButton"_s))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(Theme::current().space(2));
    m_column->addWidget(m_more, 0, Qt::AlignLeft);
    connect(m_more, &QPushButton::clicked, this, [this] {
        m_all = !m_all;
        refresh();
    });
    connect(&m_model, &SettingsViewModel::formReset, this, &ProviderSettings::fill);
    connect(&m_model, &SettingsViewModel::changed, this, &ProviderSettings::refresh);
    fill();
}

ProviderSettings::Row ProviderSettings::makeRow(const SettingRow &setting)
{
    Row row{setting};
    if (setting.choices.isEmpty()) {
        row.edit = named(new QLineEdit, setting.key + u"Edit"_s);
        row.edit->setPlaceholderText(setting.placeholder);
        row.field = new FormField(setting.label, row.edit, setting.help);
        connect(row.edit, &QLineEdit::textEdited, this, [this, key = setting.key](const QString &typed) { m_model.setSetting(key, typed); });
        connect(row.edit, &QLineEdit::returnPressed, this, &ProviderSettings::saveWanted);
    } else {
        row.choice = named(new ChoiceBox, setting.key + u"Combo"_s);
        row.choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        row.choice->setMinimumContentsLength(12);
        for (qsizetype i = 0; i < setting.choices.size(); ++i)
            row.choice->addItem(setting.choiceWords.at(i), setting.choices.at(i));
        row.field = new FormField(setting.label, row.choice, setting.help);
        connect(row.choice, &QComboBox::activated, this, [this, box = row.choice, key = setting.key] {
            m_model.leaveSetting(key);   // a choice is never half typed
            m_model.setSetting(key, box->currentData().toString());
        });
    }
    connect(row.field, &FormField::left, this, [this, key = setting.key] { m_model.leaveSetting(key); });
    return row;
}

void ProviderSettings::fill()
{
    const QList<SettingRow> settings = m_model.settingRows();
    const bool same = std::equal(settings.cbegin(), settings.cend(), m_rows.cbegin(), m_rows.cend(), [](const SettingRow &a, const Row &b) { return a.key == b.setting.key; });
    if (!same) {
        for (const Row &row : std::as_const(m_rows)) {
            m_column->removeWidget(row.field);
            row.field->hide();
            row.field->deleteLater();   // its own choice may have led here
        }
        m_rows.clear();
        m_all = false;
        int place = 0;
        for (const bool upFront : {true, false}) {   // the button stands between the two kinds
            for (const SettingRow &setting : settings) {
                if (setting.upFront != upFront)
                    continue;
                m_rows << makeRow(setting);
                m_column->insertWidget(upFront ? place++ : m_column->count(), m_rows.last().field);
            }
        }
        std::stable_sort(m_rows.begin(), m_rows.end(), [&settings](const Row &a, const Row &b) { return settings.indexOf(a.setting) < settings.indexOf(b.setting); });
    }
    for (const Row &row : std::as_const(m_rows)) {
        const QString value = m_model.setting(row.setting.key);
        if (row.choice)
            row.choice->setCurrentIndex(row.choice->findData(value));
        else
            row.edit->setText(value == row.setting.placeholder ? QString() : value);
    }
    refresh();
}

bool ProviderSettings::focusProblem()
{
    for (const Row &row : std::as_const(m_rows)) {
        if (m_model.settingProblem(row.setting.key).isEmpty())
            continue;
        m_all = m_all || !row.setting.upFront;
        refresh();
        row.field->editor()->setFocus(Qt::OtherFocusReason);
        return true;
    }
    return false;
}

void ProviderSettings::refresh()
{
    for (const Row &row : std::as_const(m_rows)) {
        row.field->setProblem(m_model.settingProblem(row.setting.key));
        row.field->setVisible(m_all || row.setting.upFront);
    }
    const QString more = m_model.moreWords(m_all);
    m_more->setText(more);
    m_more->setAccessibleName(more);
    m_more->setVisible(!more.isEmpty());
}

} // namespace kaunta::ui
