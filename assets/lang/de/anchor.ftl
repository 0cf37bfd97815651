# Checkpoints of the journal, and what carries them out of the room. All words of this concern stand here.

# Commands
title-anchors = Was das Journal aus dem Raum trägt
title-checkpoint = Ein Prüfpunkt wird signiert
title-checkpoint-page = Das Blatt mit dem Kopfwert
title-anchor-paper = Das Blatt wurde mit Tinte unterschrieben
title-anchor-phone = Der Kopfwert ging über das Telefon
title-anchor-witness = Ein Zeuge hat signiert
title-anchor-stamp = Ein Zeitstempel kam zurück
short-anchors = Anker

# Fields
field-checkpoint = Prüfpunkt
field-slip = Nummer des Blatts
field-signed-by = Unterschrieben von
field-read-off = Kopf abgelesen
field-asked-words = Frage, vier Wörter
field-answer-words = Antwort
field-spoke-with = Gesprochen mit
field-called-number = Gewählte Nr.
field-way = Wer fragte
field-machine = Auf Rechner
field-reply = Antwortdatei
field-ca = Zertifikate
field-stamped-by = Zeitstempeldienst
hint-checkpoint = sein Eintrag; leer für den letzten oder den passenden
hint-slip = wie auf dem Blatt: CP-...
hint-read-off = die erste Achtergruppe, abgelesen vom signierten Blatt
hint-asked-words = die Gegenseite nennt sie zuerst; vier frei gewählte Wörter
hint-anchor-phone-answer-words = leer, wo dieser Laptop die eigene Antwort vorliest
hint-called-number = oder woran Sie die Person erkannt haben
hint-machine = ein anderer als dieser Laptop
hint-ca = Zertifikate des Dienstes als PEM, falls vorhanden
hint-reply = die Datei, die der Dienst zurückgab (.tsr)

# Who asked
way-they-ask = die Gegenseite fragte, wir antworteten
way-we-ask = wir fragten, die Gegenseite antwortete
way-nobody-asks = niemand fragte: sechzehn Wörter

# How a checkpoint left the room
anchored-paper = auf Papier
anchored-phone = per Telefon
anchored-witness = durch einen Zeugen
anchored-stamp = durch einen Zeitstempel

# Timeline
act-checkpoint = Prüfpunkt signiert über { $size ->
    [one] eine Zeile
   *[other] { $size } Zeilen
}: Kopfwert { $head }..., { $occasion }
act-anchored = Kopfwert { $head }... ist { $how } aus dem Raum gelangt: { $who }

# Why it was signed
occasion-demand = auf Verlangen
occasion-hand-over = bei der Übergabe
occasion-closure = am Ende
occasion-export = für einen Export
occasion-proof = zum Nachweis eines Eintrags

# Why an anchor is due
anchor-due-declaration = auf Papier, seit der Ausrufung
anchor-due-briefing = seit der Lagebesprechung
anchor-due-hand-over = seit der Übergabe
anchor-due-closure = seit dem Ende
anchor-due-age = nach Stunden ohne Anker
need-anchor = Anker fällig { $cause }: { $count ->
    [one] 1 Eintrag
   *[other] { $count } Einträge
}, { $span } ohne Anker

# Rules
j-01-missing = Hier wurde kein Prüfpunkt signiert: Er widerspräche einem, den dieser Laptop zuvor signiert hat
j-01-next = `warroom verify` ausführen, die neuere Kopie dieser Falldatei suchen und inzwischen einen anderen Laptop signieren lassen
j-02-missing = Der Anker nennt nicht den Kopfwert eines Prüfpunkts dieses Falls
j-02-next = Den Eintrag des Prüfpunkts nennen, der den Raum verließ
j-03-missing = Auf dem Blatt fehlen zwei Unterschriften, oder es fehlt, wo das Original liegt
j-03-next = Beide Unterzeichner nennen und den Ort der Aufbewahrung
j-04-missing = Der vom Blatt abgelesene Kopfwert ist nicht der dieses Prüfpunkts
j-04-next = Die erste Gruppe vom unterschriebenen Blatt ablesen oder den Prüfpunkt nennen, zu dem das Blatt gehört
j-05-missing = Eine Frage hat vier Wörter, und es gibt nur dann eine, wenn jemand gefragt hat
j-05-next = Die Gegenseite zuerst vier Wörter nennen lassen und sie in dieser Reihenfolge eintippen
j-06-missing = Das sind nicht die Wörter zu dieser Frage und diesem Prüfpunkt
j-06-next = Die Antwort Wort für Wort noch einmal vorlesen lassen und den Prüfpunkt nennen, um den es geht
j-07-missing = Es ist nicht gesagt, wer auf der anderen Seite sprach oder welche Nummer gewählt wurde
j-07-next = Die andere Person nennen, nicht sich selbst, und die Nummer aus der Besetzung
j-08-missing = Keine Signatur über diesen Prüfpunkt: { $why }
j-08-next = case-....txt mit `ssh-keygen -Y sign -n journal-witness@warroom` signieren
j-09-missing = Der Schlüssel eines Laptops dieses Falls bezeugt nichts
j-09-next = Eine zweite Person anderswo mit einem eigenen Schlüssel signieren lassen
j-10-missing = Niemand hat den Schlüssel verglichen, mit dem signiert wurde
j-10-next = Den Fingerabdruck vom Zeugen vorlesen lassen (`ssh-keygen -l`) und eintippen, oder den Schlüssel registrieren
j-11-missing = Der Zeitstempel zeigt nichts: { $why }
j-11-next = Mit `warroom anchor query` für diesen Prüfpunkt erneut anfragen
j-12-missing = Die Zertifikate des Zeitstempeldienstes wurden nicht geprüft
j-12-next = Die Antwort erneut übernehmen, mit ca=, einer PEM-Datei, wo openssl installiert ist

# The sheet
title-phone-words = Wörter für das Telefon
title-checkpoint-code = Prüfpunkt zum Scannen
paper-checkpoint = Blatt mit dem Kopfwert
anchors-open = { $count ->
    [one] 1 Eintrag steht
   *[other] { $count } Einträge stehen
} ohne Anker, der erste seit { $span }; a signiert einen Prüfpunkt
anchors-none-open = Jeder Eintrag ist durch einen Anker außerhalb des Raums gedeckt
anchors-due = Ein Anker ist fällig { $cause }, seit { $span }
anchors-due-later = Ein Anker ist fällig { $cause }, in { $span }
anchors-paper-how = Papier: das Blatt drucken, zwei Personen unterschreiben mit Tinte, dann seine Nummer eintragen (`anchor-paper`)
anchors-phone-how = Telefon: die Gegenseite nennt vier Wörter, dieser Laptop antwortet mit acht; beide Seiten schreiben sie auf
anchors-code-how = Kamera: der Prüfpunkt als QR-Code auf diesem Bildschirm, und seine Anfrage für einen Zeitstempel
anchors-witness-how = Zeuge: `warroom checkpoint --out DIR`, er signiert case-....txt mit ssh-keygen, die Signatur zurückbringen
anchors-stamp-how = Zeitstempel: `warroom anchor query --out FILE` geht an einen Zeitstempeldienst, seine Antwort kommt hierher zurück
anchors-h-made = Anker: { $count }
anchors-h-checkpoints = Prüfpunkte: { $count }
anchors-h-spans = Was ohne Anker stand, und wie lange
anchors-made = { $record } { $at } { $how }: { $who }, Kopfwert { $head }...
anchors-words = gefragt: { $asked }; geantwortet: { $answer }
anchors-checkpoint = { $record } { $at }, { $size ->
    [one] eine Zeile
   *[other] { $size } Zeilen
}, { $occasion }: { $head }
anchors-span = { $from } bis { $until }: { $count ->
    [one] 1 Eintrag
   *[other] { $count } Einträge
}, { $span } lang
anchors-span-open = seit { $from }: { $count ->
    [one] 1 Eintrag
   *[other] { $count } Einträge
}, seit { $span }, noch durch nichts gedeckt

# The page
print-checkpoint-title = Prüfpunkt { $number } des Journals
print-checkpoint-what = Wer hier unterschreibt, hat diese Ziffern zu der Zeit gesehen, die neben dem Namen steht; nichts, was davor im Journal stand, lässt sich seitdem ohne andere Ziffern ändern. Über später Eingetragenes sagt das nichts, auch nicht darüber, ob das Eingetragene wahr ist.
print-checkpoint-how = Der Code enthält den Text, dessen SHA-256 der Kopfwert des Falls ist. Vergleichen Sie vor der Unterschrift die Ziffern auf dem Blatt mit denen auf dem Bildschirm. Bewahren Sie das Original getrennt vom Laptop auf und tragen Sie die Nummer dieses Blatts, beide Namen und den Ort der Aufbewahrung ein (anchor-paper).
print-h-case-head = Kopfwert des Falls
print-h-chains = Ketten
print-c-case-head = SHA-256
print-c-occasion = Signiert
print-c-station = Station
print-c-lines = Zeilen
print-c-root = Wurzel (RFC 6962)
print-c-fingerprint = Schlüssel des Laptops
print-first-signer = Erste Person
print-second-signer = Zweite Person

# Keys and words of the screen
sheet-keys-anchors = p Seite   w Worte   o Code   s signiert   c neu   a klären   Esc zurück
phone-keys = Tab umkehren   Enter eintragen   Esc zurück
phone-about = Prüfpunkt { $record }, Kopfwert { $head } ...
phone-they-ask = Die Gegenseite nennt zuerst vier frei gewählte Wörter; eintippen:
phone-we-ask = Unsere vier Wörter vorlesen, dann die acht eintippen, die zurückkommen:
phone-answer = Wort für Wort vorlesen; beide Seiten schreiben es auf:
phone-unasked = Ohne Frage ist der Code doppelt so lang; besser fragen lassen:
phone-typing = { $count ->
    [one] 1 Wort
   *[other] { $count } Wörter
} von vier
phone-heard = { $count ->
    [one] 1 Wort passt
   *[other] { $count } Wörter passen
} bisher, von acht
phone-wrong = Wort { $place } passt nicht: noch einmal vorlesen lassen
phone-right = Alle acht passen: Die Gegenseite hat dasselbe Journal

# The code on the screen
code-keys = Tab Prüfpunkt oder Anfrage   i hell und dunkel tauschen   Esc zurück
code-about = Prüfpunkt { $record }, Kopfwert
code-holds-heads = Der Code enthält den Text aller Ketten; dessen SHA-256 ist der Kopfwert des Falls.
code-holds-case-head = Der Code enthält nur den Kopfwert des Falls: Der Text aller Ketten braucht einen größeren Bildschirm.
code-holds-request = Der Code enthält die Anfrage für einen Zeitstempel (RFC 3161) in Base64: base64 -d macht daraus die .tsq-Datei.
code-compare = Vergleichen Sie die erste und die letzte Zifferngruppe mit denen auf dem anderen Gerät.
code-no-glyphs = Ein Code braucht ein Terminal mit Unicode und Blockzeichen. Dies ist der Text, der darin stünde:
code-no-room = Der Code braucht einen größeren Bildschirm. Dies ist der Text, der darin stünde:

# What would be asked
title-challenge = Was Prüfer und Gegengutachter fragen würden
challenge-how = Berechnet aus dem, was den Einträgen fehlt oder was sie einräumen. Was hier ohne Antwort bleibt, wird offen gefragt werden
challenge-open = Ohne Antwort: { $count }
challenge-answered = Mit Antwort in den Einträgen: { $count }
challenge-question = { $by }: { $question } { $answer }
challenge-none = Keine Antwort
challenge-by = Beantwortet durch { $records }{ $more ->
    [0] {""}
   *[other] {" "}und { $more } weitere
}
asker-auditor = Prüfer
asker-expert = Gutachter
ask-gap = Was geschah von { $from } bis { $until }? { $span } lang wurde nichts aufgeschrieben.
ask-late = Warum wurde { $record } erst { $minutes } Minuten nach dem Geschehen aufgeschrieben?
ask-override = Aus welchem Grund wurde dies unter Maßnahme { $control } akzeptiert ({ $record }): { $what }?
ask-clock = Mit welcher Referenz wurde die Uhr des Laptops { $station } verglichen?
ask-jump = Die Uhr sprang von { $before } auf { $after } ({ $record }): Welche Zeiten stimmen?
ask-damage = Das Journal war vor { $record } beschädigt: Was stand dort?
ask-custody = { $label }, { $record }: { $what }. Was erklärt das?
ask-digest = { $label }: Stand des Hashwerts: { $state }. Wer hat ihn hier berechnet, aus den Bytes, die gemeint sind?
ask-unanchored = { $count ->
    [one] 1 Eintrag steht
   *[other] { $count } Einträge stehen
} seit { $from } ({ $span }) ohne Anker: Was hindert den Besitzer des Laptops daran, das Eingetragene umzuschreiben?
ask-anchored-late = { $count ->
    [one] 1 Eintrag stand
   *[other] { $count } Einträge standen
} { $span } lang ohne Anker, von { $from } bis { $until }: Was hielt das Eingetragene in dieser Zeit fest?
ask-anchor-lacks = Was zeigt der Anker { $record }? Ihm fehlt etwas, und er hält nichts fest.
ask-who = Wer ist { $name }? Die Person schrieb { $count ->
    [one] 1 Eintrag
   *[other] { $count } Einträge
} und steht in keiner Besetzung.
ask-present = Was zeigt, dass { $name } dabei war ({ $record })?
ask-struck = Warum wurde { $record } gestrichen, und was stand darin?
ask-withheld = Was stand in { $record }, und auf welche Anordnung hin ist es entfernt?
j-13-missing = Niemand hat den Fingerabdruck verglichen: Zeilen eines anderen Laptops können als die seinen zählen
j-13-next = Lassen Sie ihn am Telefon vom anderen Laptop vorlesen und geben Sie das hier an, oder durch erneutes Zulassen. Weicht er ab, gehört der Laptop einem Fremden: schreiben Sie das auf
