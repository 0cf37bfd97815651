# Lineage: commands, fields, lines of the timeline, needs, rules, sheet

title-artefact = Ein Artefakt, und woraus es erstellt ist
title-lineage-list = Artefakte und Verbindungen aus einer Datei
title-lineage-link = Es wurde aus anderen erstellt
title-condemn = Ein Artefakt verwerfen, und was davon abstammt
title-fate = Was aus Artefakten wurde
field-artefact = Artefakt
field-artefacts = Artefakte
field-artefact-kind = Art
field-artefact-digest = SHA-256
field-lies = Wo es liegt
field-derived-from = Erstellt aus
field-mends = Ergänzt Liste
field-fate = Was daraus wurde
field-clean = Saubere Quelle
field-basis = Was es belegt
hint-artefact = sein Name; mit @VERSION, wo es mehrere gibt
hint-artefacts = NAME, NAME@VERSION oder Einträge, mit Kommas
hint-artefact-digest = leer: der der Datei oder des Asservats
hint-lies = Bucket und Pfad, Host und Verzeichnis, Registry
hint-derived-from = NAME@VERSION oder Einträge, mit Kommas
hint-mends = Eintrag der Liste, deren Zeilen nicht übernommen wurden
hint-clean = woraus es neu erstellt wurde: nicht verworfen
hint-basis = Lauf, Commit, Konfiguration: was es belegt
hint-lineage = ein Artefakt: NAME@VERSION oder sein Eintrag
artefact-kind-data-set = Datensatz
artefact-kind-shard = Shard
artefact-kind-cache = Cache
artefact-kind-embedding = Embedding
artefact-kind-index = Index
artefact-kind-checkpoint = Checkpoint
artefact-kind-adapter = Adapter
artefact-kind-model = Modell
artefact-kind-evaluation-set = Prüfdatensatz
artefact-kind-distilled-model = destilliertes Modell
artefact-kind-customer-model = Kundenmodell
artefact-kind-other = Artefakt
fate-destroyed = vernichtet
fate-quarantined = in Quarantäne
fate-retrained = neu trainiert
fate-evidence = als Beweismittel aufbewahrt
fate-kept = weiter in Gebrauch
fate-unaffected = nicht betroffen
line-why-unreadable = sie ist nicht lesbar
line-why-no-name = kein Name, oder nur ein Ende eines Paars
line-why-cells = eine andere Zahl von Zellen als die Kopfzeile
line-why-kind = diese Art von Artefakt gibt es nicht
line-why-digest = kein SHA-256, oder ein anderer als eingetragen
line-why-cycle = etwas würde damit von sich selbst abstammen
line-why-twice = schon gesagt
line-why-several = der Name passt auf mehrere; mit Version angeben
act-artefact = { $kind } { $name }, erstellt aus { $count ->
    [0] nichts Eingetragenem
    [one] 1 anderem
   *[other] { $count } anderen
  }; von { $who }
act-lineage-list = Herkunft aus einer Liste gelesen: { $kept } von { $read } Zeilen, { $artefacts ->
    [one] 1 Artefakt
   *[other] { $artefacts } Artefakte
  }, { $links ->
    [one] 1 Verbindung
   *[other] { $links } Verbindungen
  }; von { $who }
act-lineage-link = { $name } wurde aus { $parents } erstellt, festgestellt von { $who }
act-condemned = { $name } verworfen von { $who }: { $why }
act-fate = { $name }{ $more ->
    [0] {""}
   *[other] { " " }und { $more } weitere
  }: { $fate }; von { $who }
need-condemned = { $name } ist verworfen, mit Abstammendem { $count }: niemand beseitigt es
need-fates = aus { $count } Verworfenen wurde nichts, das zählt: { $names }
need-lines = { $count } Zeilen der Herkunftsliste { $record } nicht übernommen: sie können Abstammendes verbergen
need-live-condemned = { $system } ist in Betrieb und stammt von Verworfenem ab
override-kept = { $name } ist verworfen und bleibt in Gebrauch, akzeptiert von { $who }
lineage-names = { $names }{ $more ->
    [0] {""}
   *[other] { " " }und { $more } weitere
  }
i-38-missing = { $child } wäre aus { $parent } erstellt, und { $parent } aus { $child }: Keines könnte zuerst da gewesen sein, und das Verwerfen des einen beträfe beide
i-38-next = Die Zeiten der beiden Läufe ansehen und die Verbindung umgekehrt eintragen oder die falsche streichen
i-39-missing = Die Datei ist keine Liste von Artefakten: Nötig ist Text mit PARENT,CHILD je Zeile, eine Tabelle mit einer Kopfzeile, die name enthält, oder ein Manifest, höchstens 1 MiB
i-39-next = Die Liste als CSV oder TSV in UTF-8 speichern oder teilen
i-40-missing = { $field } passt auf mehrere Artefakte: { $labels }
i-40-next = Mit Version oder über den Eintrag angeben
a-01-missing = Am Artefakt fehlt { $field }: Niemand könnte es finden oder von einem anderen unterscheiden
a-01-next = Erneut eintragen mit Version, Hashwert, Ort und Eigentümer, und diesen Eintrag streichen
a-02-missing = Der angegebene Hashwert ist nicht der von Datei oder Asservat: Eines von beiden ist ein anderes Artefakt
a-02-next = Den Hashwert dort berechnen, wo das Artefakt liegt, und erneut eintragen
a-03-missing = Nichts sagt, woraus es erstellt ist: Was verworfen wird, könnte es nicht erreichen
a-03-next = Angeben, woraus es erstellt ist, oder woher es kommt, wenn das außerhalb liegt
a-04-missing = { $count } von { $read } Zeilen wurden nicht übernommen; Zeile { $line }: { $why }
a-04-next = Diese Zeilen berichtigen, aus einer eigenen Liste einlesen und diesen Eintrag als den nennen, den sie ergänzt
a-05-missing = Nichts belegt, dass es daraus erstellt wurde
a-05-next = Lauf, Commit oder Konfiguration nennen oder die Datei beifügen
a-06-missing = Niemand sagt, warum es verworfen ist
a-06-next = Erneut verwerfen, mit Grund
a-07-missing = Es stützt sich auf keinen Befund zur Ursache und kein Experiment, das zählt
a-07-next = Den Befund oder das Experiment eintragen, gegenlesen lassen und mit diesem Eintrag erneut verwerfen
a-08-missing = Wer es verwirft, ist weder Leitung noch ML-Leitung, Datenleitung oder SIRO
a-08-next = Eine dieser Personen entscheiden lassen und das eintragen
a-09-missing = Weder eine Datei noch ein Eintrag belegt, dass es geschehen ist
a-09-next = Die Ausgabe des Speichers oder des Jobs beifügen oder die aufgezeichnete Sitzung anführen
a-10-missing = Es ist nichts Sauberes genannt, woraus es erstellt wurde: Es fehlt, ist verworfen oder stammt von Verworfenem ab
a-10-next = Das Artefakt nennen, aus dem es erstellt wurde, und zwar eines, das nicht verworfen ist
a-11-missing = Kein Asservat enthält es: Es ist keines genannt, sein Hashwert wurde nicht berechnet, oder es ist der einer anderen Datei
a-11-next = Als Asservat erfassen, den Hashwert berechnen und dieses Asservat nennen
a-12-missing = Es bleibt ohne Grund in Gebrauch, oder ohne dass SIRO das akzeptiert hat
a-12-next = Schriftlich von SIRO akzeptieren lassen und eintragen, warum
a-13-missing = Kein Experiment, das zählt, und kein Manifest zeigt, dass es nicht betroffen ist
a-13-next = Ein Experiment ohne Wirkung anführen, in dem es das verdächtige war, oder ein Manifest mit seinen Hashwerten beifügen
a-14-missing = Es wurde beurteilt, bevor es verworfen war: Wer es beurteilt hat, kannte den Grund nicht
a-14-next = Erneut beurteilen lassen
a-15-missing = { $count } bleiben durch einen einzigen Eintrag in Gebrauch: Niemand hat jedes davon akzeptiert
a-15-next = Jedes für sich eintragen
a-16-missing = Eintrag { $record } trägt diesen Namen schon: Der Name allein sagt nicht mehr, welches gemeint ist
a-16-next = Künftig über den Eintrag benennen oder den falschen streichen
a-17-missing = { $child } aus { $parent } bleibt außer Betracht: Nach anderen Einträgen stammt { $parent } von { $child } ab
a-17-next = Feststellen, was stimmt, und das andere streichen
a-18-missing = Es ist vor dem ersten Zugriff datiert
a-18-next = Die Zeit oder den ersten Zugriff berichtigen oder eintragen, was seither daraus wurde
c5-20-missing = { $done } von { $expected }, die verworfen sind oder davon abstammen, haben einen Verbleib, der zählt; offen: { $names }
c5-20-next = Für jedes mit fate eintragen, was daraus wurde, oder eine Ausnahme mit zuständiger Person und Datum
c5-21-missing = Das genannte Artefakt ist nicht oder nicht mehr verworfen
c5-21-next = Mit Grund verwerfen oder diese Zeile streichen
c5-22-missing = Wie viele es sind, zählen die Einträge: { $done } von { $expected }; was getippt wurde, bleibt unbenutzt
c5-22-next = Die Zahlen leer lassen
c5-23-missing = Es ist verworfen, { $count } stammen davon ab, und keine Zeile der Beseitigung deckt sie ab
c5-23-next = Eine Zeile der Beseitigung mit dieser Herkunft eintragen, und was aus jedem wird
c5-24-missing = { $others }: nicht unter dem, was der Suchlauf als Treffer nennt; unbehandelt blieb { $names }
c5-24-next = Das Genannte behandeln und mit more-of eintragen, mit exception belassen, oder erneut suchen mit den richtigen Namen
c5-25-missing = Es ist vor dem Suchlauf datiert, Eintrag { $record }
c5-25-next = Die Zeit des Suchlaufs oder der Entfernung berichtigen, oder entfernen, was der Suchlauf fand, und das eintragen
c5-26-missing = Es ist vor dem ersten Zugriff datiert
c5-26-next = Die Zeit oder den ersten Zugriff berichtigen oder eintragen, was seither entfernt wurde
c6-30-missing = Eintrag { $record } ist kein Artefakt: Er sagt nicht, wovon das Wiederhergestellte abstammt
c6-30-next = Das Artefakt mit dem eintragen, woraus es erstellt wurde, und damit wiederherstellen
c6-31-missing = { $name } ist verworfen oder stammt von Verworfenem ab
c6-31-next = Außer Betrieb nehmen; aus einem Artefakt wiederherstellen, das nicht davon abstammt
c6-32-missing = Das genannte Artefakt hat einen anderen Hashwert als das Wiederhergestellte, oder keinen
c6-32-next = Das Artefakt nennen, das wiederhergestellt wurde, mit seinem Hashwert
c6-33-missing = Das Artefakt nennt nichts, woraus es erstellt wurde, und nicht, woher es kommt
c6-33-next = Mit lineage-link eintragen, woraus es erstellt wurde, oder es mit seinem Ursprung erneut eintragen
c6-34-missing = Das Log des Scans hat genau die Bytes dessen, was Eintrag { $record } belegt
c6-34-next = Den Scan erneut eintragen, mit dem Log, das der Scanner geschrieben hat

# The sheet

title-lineage = Herkunft
lineage-h-tree = Artefakte, jedes unter dem, woraus es erstellt wurde
lineage-h-condemned = Verworfen
lineage-h-records = Listen, und was nicht vollständig ist
lineage-none = Kein Artefakt ist eingetragen
lineage-node = { $indent }{ $name } ({ $label }) { $kind }{ $told }
lineage-node-parents = { $indent }{ $name } ({ $label }) { $kind }, aus { $parents }{ $told }
lineage-again = { $indent }{ $name } ({ $label }): siehe oben
lineage-group = { $indent }{ $count } mal { $kind }, { $first } bis { $last }{ $told }
lineage-sound = {""}
lineage-open = : OFFEN
lineage-condemned-open = : VERWORFEN, offen
lineage-condemned-fate = : VERWORFEN{ $told }
lineage-fate = : { $fate } ({ $record })
lineage-fate-short = { $told }, zählt nicht ({ $rule })
lineage-condemned = { $name } von { $who }, Eintrag { $record }: { $why }; stützt sich auf Eintrag { $cites }; { $done } von { $expected } haben einen Verbleib, der zählt
lineage-condemned-bare = { $name } von { $who }, Eintrag { $record }: { $why }; stützt sich auf keinen Eintrag; { $done } von { $expected } haben einen Verbleib, der zählt
lineage-condemned-struck = { $name }, Eintrag { $record }: gestrichen
lineage-struck = { $name }, Eintrag { $record }: gestrichen
lineage-renewed = { $name }, Eintrag { $record }: gestrichen und neu eingetragen als { $label }, mit seinen Verbindungen
lineage-held = { $name } wurde aus { $parent } erstellt, dessen Eintrag { $record } gestrichen ist: Es stammt ab wie zuvor, bis es neu verbunden wird
lineage-lacks = { $name }: { $what } ({ $rule })
lineage-list = { $file }, Eintrag { $record }: { $read } Zeilen gelesen, { $kept } übernommen, { $refused } nicht
lineage-list-struck = { $file }, Eintrag { $record }: gestrichen
lineage-line = Zeile { $line }: { $why } { $about }
lineage-crossed = Eintrag { $record }: { $child } aus { $parent } bleibt außer Betracht, sonst ginge es im Kreis
