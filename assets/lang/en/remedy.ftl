# Indicators, eradication, restoration: commands, fields, lines of the timeline, needs, rules, sheet

# Indicators

title-indicators = Indicators: begin a set, or its next version
field-set = Set of indicators
field-add = Add
field-list = List, a file
field-remove = Take back
hint-set = empty: the last one; NAME, NAME v2 or a record
hint-add = addresses, digests, names, with commas; also hxxp and [.]
hint-list = text with one to a line; # begins a remark
hint-remove = what stood for something harmless, commas between
act-indicators = indicators { $set } version { $number }: { $added } added{ $removed ->
    [0] {""}
   *[other] , { $removed } taken back
  } by { $who }
i-35-missing = The list of indicators cannot be read: text with one to a line is needed, { $most } at most
i-35-next = Save the list as plain text, or divide it
