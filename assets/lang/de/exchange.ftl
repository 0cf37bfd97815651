# Copies for other tools. All words of this concern stand here.

# The command
title-exchange = Eine Kopie für ein anderes Werkzeug schreiben
short-exchange = Kopie für Werkzeug

# Fields
field-exchange-format = Format
field-replace = Dateien ersetzen
hint-exchange-format = welches Werkzeug sie lesen soll
hint-replace = yes: vorhandene Dateien dieser Namen werden ersetzt
hint-exchange-destination = Pfad eines Verzeichnisses; Dateinamen kommen von selbst
hint-exchange-readers = was darüber liegt, bleibt hier; ohne Angabe AMBER+STRICT

# Codes
exchange-timesketch = Timesketch (JSONL)
exchange-iris = DFIR-IRIS (CSV-Satz)
exchange-stix = STIX 2.1 (Bundle)
exchange-misp = MISP (Event)
exchange-case-uco = CASE/UCO (JSON-LD)
exchange-csv = Tabellen (CSV)
exchange-json = Tabellen (JSON)
exchange-markdown = Tabellen (Markdown)
medium-way-exchange = Kopie für ein anderes Werkzeug

# Lines of the timeline
act-exchange-written = { $count ->
    [one] Kopie für ein anderes Werkzeug geschrieben: { $format }, eine Datei, für Leserkreis bis { $audience }, { $withheld } Einträge zurückgehalten, nach { $directory }
   *[other] Kopie für ein anderes Werkzeug geschrieben: { $format }, { $count } Dateien, für Leserkreis bis { $audience }, { $withheld } Einträge zurückgehalten, nach { $directory }
}
act-exchange-failed = Kopie für ein anderes Werkzeug ({ $format }) FEHLGESCHLAGEN, ihre Dateien bekamen ihre Namen nicht: { $why }
