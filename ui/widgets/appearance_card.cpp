#include "ui/widgets/appearance_card.h"

#include "ui/widgets/choice_controls.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/labels.h"

#include <QBoxLayout>
#include <QLabel>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

AppearanceCard::AppearanceCard(SettingsViewModel &model, QWidget *parent)
    : QFrame(parent), m_model(model), m_scheme(named(new ChoiceBox, u"schemeCombo"_s)), m_text(named(new ChoiceBox, u"textSizeCombo"_s)),
      m_calm(named(new TickBox(tr("Reduce motion")), u"reduceMotionCheck"_s))
{
    setProperty("card", true);
    const Theme &theme = Theme::current();
    m_scheme->addItem(tr("As the system"), static_cast<int>(Appearance::Scheme::System));
    m_scheme->addItem(tr("Light"), static_cast<int>(Appearance::Scheme::Light));
    m_scheme->addItem(tr("Dark"), static_cast<int>(Appearance::Scheme::Dark));
    m_text->addItem(tr("As the system"), 0);
    for (const int percent : {100, 125, 150, 175, 200})
        m_text->addItem(tr("%1 %").arg(percent), percent);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme.space(4));
    row->addWidget(new FormField(tr("Colours"), m_scheme, {}, true), 1);
    row->addWidget(new FormField(tr("Text size"), m_text, {}, true), 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme.space(4), theme.space(4), theme.space(4), theme.space(4));
    column->setSpacing(theme.space(2));
    column->addWidget(makeLabel(tr("Appearance"), Type::Title));
    column->addLayout(row);
    column->addWidget(m_calm);
    connect(m_scheme, &QComboBox::activated, this, &AppearanceCard::collect);
    connect(m_text, &QComboBox::activated, this, &AppearanceCard::collect);
    connect(m_calm, &QCheckBox::clicked, this, &AppearanceCard::collect);
    connect(&m_model, &SettingsViewModel::appearanceChanged, this, &AppearanceCard::fill);
    fill();
}

void AppearanceCard::fill()
{
    const Appearance now = m_model.appearance();
    m_scheme->setCurrentIndex(m_scheme->findData(static_cast<int>(now.scheme)));
    const int size = m_text->findData(now.textPercent);
    m_text->setCurrentIndex(size < 0 ? 0 : size);
    m_calm->setChecked(now.reduceMotion);
}

void AppearanceCard::collect()
{
    Appearance wanted;
    wanted.scheme = static_cast<Appearance::Scheme>(m_scheme->currentData().toInt());
    wanted.textPercent = m_text->currentData().toInt();
    wanted.reduceMotion = m_calm->isChecked();
    m_model.setAppearance(wanted);
}

} // namespace kaunta::ui
