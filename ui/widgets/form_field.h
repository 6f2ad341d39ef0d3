#pragma once

#include "ui/viewmodels/settings_view_model.h"

#include <QWidget>

class QLabel;

namespace kaunta::ui {

class GlyphLabel;

//! A label, an editor, and one line below that holds the help or, instead of it, the problem: nothing moves when it turns red.
class FormField final : public QWidget
{
    Q_OBJECT
public:
    //! Takes the editor; Tab stops there, and a screen reader hears label, then help or problem.
    //! `sparse`: it can never be wrong and needs no help, so no line is kept for them.
    FormField(const QString &label, QWidget *editor, const QString &help = {}, bool sparse = false, QWidget *parent = nullptr);
    QWidget *editor() const { return m_editor; }
    void setLabel(const QString &label);
    void setHelp(const QString &help);
    void setProblem(const QString &problem);

Q_SIGNALS:
    void left();   //!< the editor lost the focus

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();

    QWidget *m_editor;
    QLabel *m_label;
    QLabel *m_below;
    QString m_help;
    QString m_problem;
};

//! Icon and sentence of a Notice in one row; wraps.
class NoticeRow final : public QWidget
{
    Q_OBJECT
public:
    explicit NoticeRow(QWidget *parent = nullptr);
    void setNotice(const Notice &notice);

private:
    GlyphLabel *m_glyph;
    QLabel *m_words;
};

} // namespace kaunta::ui
