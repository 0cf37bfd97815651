# The incident response plan, and what is recorded for it

title-list-source = Eine Erkennungsquelle im Plan
title-list-ai = Ein KI-Asset im Plan
title-unlist = Einen Eintrag aus dem Plan nehmen
title-plan-text = Ein Abschnitt des Plans in eigenen Worten
title-approve-plan = Der Plan wurde freigegeben
field-covers = Was es abdeckt
field-ai-kind = Art des KI-Assets
field-plan-section = Abschnitt
field-plan-sha256 = SHA-256 des Plans
hint-covers = Systeme, Daten oder Ereignisse; bei KI ihr Einsatz
hint-plan-sha256 = wie sha256sum ihn für die unterschriebene Datei ausgibt
listed-detection = Erkennungsquelle
listed-model = Modell
listed-dataset = Datensatz
listed-pipeline = Pipeline
listed-service = Dienst
listed-agent = Agent
listed-supplied = bezogenes Modell oder bezogener Dienst
plan-section-purpose = Zweck und Geltungsbereich
plan-section-severity = Schweregrade
plan-section-assessment = Kriterien zur Bewertung von Ereignissen
plan-section-communication = Kommunikation
plan-section-evidence = Regeln für Beweismittel
act-plan-listed = { $kind } im Plan: { $name }
act-plan-unlisted = nicht mehr im Plan: { $name }
act-plan-stated = Abschnitt des Plans geschrieben: { $section }
act-plan-approved = Plan { $version } freigegeben von { $who }, SHA-256 { $digest }
paper-plan = Plan zur Vorfallsbewältigung

plan-title = Plan zur Vorfallsbewältigung
plan-made = Erstellt { $at } aus der Datei der Organisation, den vorliegenden Verfahren und dem Rechtsregister
plan-kind = ISO/IEC 27001:2022 A.5.24 bis A.5.28
plan-approved-last = Zuletzt freigegeben: Version { $version }, von { $who }, { $at }
plan-approved-never = Keine Version dieses Plans ist freigegeben
plan-h-missing = Was fehlt
plan-h-profile = Wer wir sind
plan-nothing-missing = Nichts fehlt, was dieser Plan verlangt.
plan-missing = nicht eingetragen: { $what } (warroom org { $command })
plan-gap-purpose = Zweck und Geltungsbereich in eigenen Worten
plan-gap-profile = Länder, Sektoren, rechtliche Rollen, wer entscheiden darf
plan-gap-severity = eigene Kriterien der Schweregrade
plan-gap-assessment = eigene Kriterien, nach denen ein Ereignis bewertet wird
plan-gap-communication = eigene Regeln der Kommunikation
plan-gap-evidence = eigene Regeln für Beweismittel
plan-gap-sources = eine Erkennungsquelle
plan-gap-assets = ein KI-Asset im Geltungsbereich
plan-gap-procedures = ein freigegebenes Verfahren
plan-gap-people = Personen mit Rollen, die sie angenommen haben
plan-gap-exercise = eine geplante Übung, die noch bevorsteht
plan-gap-review = ein Datum, zu dem der Plan erneut betrachtet wird
plan-gap-version = eine Freigabe einer Version dieses Plans
plan-empty-roles = niemand aus dem Adressbuch ist vorgesehen für: { $roles } (warroom people import)
plan-open-roles = { $count ->
    [one] 1 Rolle ist nicht angenommen, oder die Eignung ist nicht belegt (warroom org acknowledge)
   *[other] { $count } Rollen sind nicht angenommen, oder die Eignung ist nicht belegt (warroom org acknowledge)
 }
plan-open-entries = { $count ->
    [one] 1 Eintrag des Rechtsregisters ist nicht von der Rechtsberatung freigegeben (warroom regime approve)
   *[other] { $count } Einträge des Rechtsregisters sind nicht von der Rechtsberatung freigegeben (warroom regime approve)
 }
plan-not-exercised = { $count ->
    [one] 1 Verfahren wurde binnen 12 Monaten nicht geübt (warroom drill, oder warroom org held)
   *[other] { $count } Verfahren wurden binnen 12 Monaten nicht geübt (warroom drill, oder warroom org held)
 }

plan-s-purpose = Zweck und Geltungsbereich
plan-s-roles = Rollen und Pflichtenkonflikte
plan-s-callout = Alarmierung
plan-s-severity = Schweregrade
plan-s-assessment = Bewertung von Ereignissen
plan-s-sources = Erkennungsquellen
plan-s-communication = Kommunikation
plan-s-procedures = Verfahren
plan-s-assets = KI-Assets im Geltungsbereich
plan-s-map = Wo jede Maßnahme erfüllt wird
plan-s-competence = Mitglieder: Annahme der Rolle und Eignung
plan-s-law = Rechtsregister
plan-s-evidence = Beweismittel
plan-s-calendar = Überprüfungen und Übungen
plan-s-versions = Versionsverlauf
plan-s-approval = Freigabe

plan-c-duties = Pflichten
plan-c-conflicts = Unvereinbar mit
plan-c-prepared = Vorgesehen
plan-c-rung = Nummern, im Test erreicht
plan-c-level = Stufe
plan-c-meant = Gedacht für
plan-c-name = Name
plan-c-covers = Deckt ab
plan-c-reached = Erreichbar über
plan-c-acknowledged = Angenommen
plan-c-competence = Was es belegt
plan-c-version = Version
plan-c-approved = Freigegeben
plan-c-who = Wer, bis wann
plan-c-proof = Nachweis
plan-c-here = In diesem Plan
plan-c-by-records = Durch Einträge eines Falls
plan-c-deadlines = Fristen
plan-c-again = Wiedervorlage
plan-c-findings = Was sich zeigte

plan-list = { $front }, { $back }
plan-nobody = niemand
plan-no-deputy = niemand vertritt
plan-numbers = { $answered } von { $count } binnen 12 Monaten
plan-stated = { $who }, { $at }, Eintrag { $record }
plan-by = { $who }, { $at }
plan-trained = geschult { $at }
plan-until = gilt bis { $at }
plan-not-acknowledged = nicht angenommen
plan-procedure = { $title }, Version { $version }
plan-control = Maßnahme { $number }
plan-planned = geplant: { $title } ({ $id })
plan-held = abgehalten: { $id }, Teilnehmende: { $count }
plan-review = der Plan wird erneut betrachtet
plan-version = Version { $version } freigegeben, SHA-256 { $digest }
plan-reworded = { $section } neu geschrieben
plan-unproven = Anwesenheit nicht belegt: die Freigabe zählt nicht

plan-severity-sev1 = kritisch: Die Arbeit der Organisation, viele Menschen oder ein genutztes Modell sind betroffen, oder es breitet sich aus
plan-severity-sev2 = hoch: Ein wichtiges System oder personenbezogene Daten sind betroffen, und es ist noch nicht eingedämmt
plan-severity-sev3 = mittel: ein System, kein Anzeichen einer Ausbreitung, keine personenbezogenen Daten darüber hinaus
plan-severity-sev4 = niedrig: ein Ereignis, das untersucht wird, bisher ohne Auswirkung

plan-rule-roles-one = Eine Rolle, die nicht geteilt werden kann, hat eine Person inne; für jede Rolle gibt es eine Vertretung. Eine unbesetzte Rolle ist mit ihrem Grund eingetragen.
plan-rule-roles-conflict = Niemand hat zwei Rollen inne, von denen die eine die andere prüft. Wo zu wenige Personen da sind, ist der Konflikt eingetragen, und der Risikoeigner akzeptiert ihn.
plan-rule-roles-change = Ein Wechsel der Leitung wird mit dem Stand des Falls übergeben und wiederholt.
plan-rule-call-voice = Der erste Kontakt ist mündlich; E-Mail und Firmenchat sind nie der erste Kontakt und gelten als von anderen mitgelesen.
plan-rule-call-identity = Wer angerufen wird, wird authentisiert, bevor Einzelheiten genannt werden: Losung oder Rückruf auf der bekannten Nummer.
plan-rule-call-ten = Nur die wiederholte Rolle zählt. Bleibt sie zehn Minuten aus, wird die Stellvertretung angerufen.
plan-rule-call-numbers = Nummern und Kennungen stehen auf dem Personenblatt (warroom people sheet), das TLP:RED ist.
plan-rule-severity = Im Zweifel gilt die höhere Stufe, ohne Debatte; jede Änderung bewahrt, was vorher galt.
plan-rule-assess = Wer ein Ereignis bewertet, schreibt auf, was zu sehen war, welche Kriterien es erfüllt, und das Urteil; ein Ereignis, das kein Vorfall ist, wird mit Grund beendet.
plan-rule-assess-time = Wann es entdeckt wurde und wann die Organisation Kenntnis erlangte, sind zwei Zeiten, jede mit der Angabe, wie sie bekannt ist.
plan-rule-say-names = Personen werden namentlich benachrichtigt und weil sie es wissen müssen; niemand wird über einen Verteiler benachrichtigt.
plan-rule-say-facts = Tatsachen und Annahmen stehen getrennt; jede Mitteilung trägt ihre Freigabestufe und nennt, wer sie freigegeben hat.
plan-rule-say-channel = Die Bewältigung läuft über einen Kanal getrennt von den Systemen, die der Eindringling mitlesen könnte; Nachrichten löschen sich nicht selbst.
plan-rule-say-outside = Meldungen an Behörden und Personen entstehen Tatsache für Tatsache; Rechtsberatung und DSB beraten, es entscheidet, wer für die Organisation entscheiden darf.
plan-rule-evidence-order = Die flüchtigste Quelle kommt zuerst; was aufgegeben wird, ist eingetragen mit Grund und wer es akzeptiert hat.
plan-rule-evidence-digest = Ein Asservat ist ein Gegenstand oder eine Datei mit Nummer und SHA-256, hier oder von einer zweiten Person berechnet.
plan-rule-evidence-custody = Jeder Wechsel in andere Hände hat zwei Hälften, beide unterschrieben; eine Lücke wird gedruckt, und nur eine Erklärung bereinigt sie.
plan-rule-evidence-change = Gearbeitet wird an Kopien. Eine unvermeidbare Veränderung ist eingetragen mit Grund und wer sie verantwortet.
plan-rule-evidence-kept = Das Journal eines Falls ist eine signierte Kette; ihr Kopf wird aus dem Raum getragen, und der Fallordner wird mit Standardwerkzeugen geprüft.

plan-control-name-5-24 = A.5.24 Planung und Vorbereitung
plan-control-name-5-25 = A.5.25 Beurteilung von Ereignissen und Entscheidung
plan-control-name-5-26 = A.5.26 Reaktion auf Vorfälle
plan-control-name-5-27 = A.5.27 Erkenntnisse aus Vorfällen
plan-control-name-5-28 = A.5.28 Sammeln von Beweismaterial
plan-control-plan-5-24 = dieses Dokument; Rollen, Alarmierung, Verfahren, Mitglieder, Kalender, Freigabe
plan-control-plan-5-25 = Schweregrade, Bewertung von Ereignissen, Erkennungsquellen
plan-control-plan-5-26 = Verfahren, Kommunikation, Rechtsregister, KI-Assets
plan-control-plan-5-27 = Überprüfungen und Übungen, Versionsverlauf
plan-control-plan-5-28 = Beweismittel, und die Beweisschritte jedes Verfahrens
plan-control-records-5-24 = Freigaben, Annahmen von Rollen, Testanrufe, Übungen in der Datei der Organisation
plan-control-records-5-25 = Bewertung, Ausrufung, Einstufung und jede Änderung daran
plan-control-records-5-26 = die zehn Maßnahmen der Auditansicht (warroom audit), mit den Einträgen, die jede erfüllen
plan-control-records-5-27 = Nachbereitung, Lehren, Maßnahmen daraus mit zuständiger Person, Datum und Prüfung
plan-control-records-5-28 = Asservate mit Hashwerten, Verwahrung, Uhrenvergleiche, das signierte Journal

plan-approval-how = Mit der Unterschrift gibt jede Person diesen Plan frei, wie er gedruckt ist. Was zählt, wird mit dem SHA-256 genau dieser Datei eingetragen: warroom org approve-plan version=V plan-sha256=DIGEST by=NAME presence=wet-ink presence-ref=WHERE review=DAY
