import type { Templates } from '../templates.ts';

export const de: Templates = {
  metrics: {
    GROSS_REVENUE: { name: 'der Umsatz', plural: false },
    NET_REVENUE: { name: 'der Nettoumsatz', plural: false },
    ORDERS: { name: 'die Bestellungen', plural: true },
    UNITS: { name: 'die verkauften Stücke', plural: true },
    AVERAGE_ORDER_VALUE: { name: 'der durchschnittliche Bestellwert', plural: false },
    NEW_CUSTOMERS: { name: 'die Zahl der Neukunden', plural: false },
    RETURNING_CUSTOMERS: { name: 'die Zahl der wiederkehrenden Kunden', plural: false },
    REFUNDS: { name: 'die Erstattungen', plural: true },
    REFUND_RATE: { name: 'die Erstattungsquote', plural: false },
    CARTS: { name: 'die Warenkörbe', plural: true },
    ABANDONMENT_RATE: { name: 'die Abbruchquote', plural: false },
    CONVERSION: { name: 'die Konversionsrate', plural: false },
  },
  slices: {
    PRODUCT: '{metric} mit {slice}',
    CATEGORY: '{metric} der Kategorie {slice}',
    COUNTRY: '{metric} ({slice})',
    SEGMENT: '{metric} des Segments {slice}',
    CUSTOMER: '{metric} mit {slice}',
  },
  words: {
    moved: { UP: ['stieg', 'stiegen'], DOWN: ['sank', 'sanken'] },
    was: ['war', 'waren'],
    came: ['betrug', 'betrugen'],
    by: ' um {change}',
    aDay: '{amount} am Tag',
  },
  extent: {
    times: '{times}-mal so hoch wie üblich',
    high: 'ungewöhnlich hoch',
    above: '{change} höher als üblich',
    below: '{change} niedriger als üblich',
  },
  shift: {
    titleWeek: '{Subject} {moved} in der Woche bis zum {to}{by}',
    titleSince: '{Subject} {moved} vom {from} bis zum {to}{by}',
    text: '{Subject} {came} vom {from} bis zum {to} {observed}, gegenüber {expected} {baseline}.',
    fourWeeks: 'in den vier Wochen davor',
    baseline: 'vom {baselineFrom} bis zum {baselineTo}',
  },
  day: {
    title: '{Subject} {was} am {date} {extent}',
    text: '{Subject} {came} am {date} {observed}; an einem üblichen {weekday} sind es {expected}.',
  },
  closure: {
    titleDay: 'Keine Verkäufe am {date}',
    titleSince: 'Keine Verkäufe seit {date}',
    textDay: 'Am {date} ging keine einzige Bestellung ein.',
    textSince:
      'Seit {date} ging keine einzige Bestellung ein, an {days} Tagen, an denen sonst verkauft wird.',
    usual: 'Ein üblicher {weekday} bringt {expected} Bestellungen.',
    advice:
      'War der Shop absichtlich geschlossen, legen Sie diese Karte beiseite und tragen Sie die Tage in den Kalender ein; wenn nicht, prüfen Sie, ob Kunden ihn erreichen und bezahlen können.',
  },
  cancelled: {
    title: '{observed} am {date} verkauft und erstattet',
    text: 'Am {date} wurden {observed} erstattet, gegenüber {expected} an einem üblichen {weekday}.',
    revenue:
      'Der Umsatz war am selben Tag ungewöhnlich hoch ({revenue} gegenüber {usualRevenue}): wahrscheinlich wurden große Bestellungen sofort storniert. Nach den Erstattungen bleiben {rest}.',
    other: '{Subject} {moved}{by} ({observed} gegenüber {expected}).',
  },
  trend: {
    title: {
      UP: '{Subject}: Der Trend zeigt nach oben',
      DOWN: '{Subject}: Der Trend zeigt nach unten',
    },
    text: '{Subject} {came} in der Woche bis zum {to} {observed}; wäre es weitergegangen wie vom {baselineFrom} bis zum {baselineTo}, wären es {expected} gewesen.',
  },
  record: {
    superlative: { UP: 'so hoch wie nie', DOWN: 'so niedrig wie nie' },
    titleDay: '{Subject} {was} am {date} {superlative}',
    titleDays: '{Subject} {was} vom {from} bis zum {to} {superlative}',
    textDay: '{Subject} {came} am {date} {observed}.',
    textDays: '{Subject} {came} vom {from} bis zum {to} {observed}.',
    before: 'Bis dahin lag der Rekord bei {expected}.',
  },
  streak: {
    title: {
      UP: '{Subject} {was} an {days} Tagen in Folge höher als üblich',
      DOWN: '{Subject} {was} an {days} Tagen in Folge niedriger als üblich',
    },
    text: {
      UP: 'Vom {from} bis zum {to} lag jeder Tag über dem Erwarteten: {observed}, gegenüber {expected}.',
      DOWN: 'Vom {from} bis zum {to} lag jeder Tag unter dem Erwarteten: {observed}, gegenüber {expected}.',
    },
  },
  stopped: {
    title: '{slice}: seit {from} nicht mehr verkauft',
    text: 'Vom {from} bis zum {to} wurde {slice} nicht verkauft, obwohl der Shop offen war; davor waren es {expected}.',
  },
  back: {
    title: '{slice} verkauft sich wieder',
    text: 'Nach einer Pause verkauft sich {slice} seit {from} wieder: {observed}.',
  },
  concentration: {
    title: '{slice} bringt {observed} des Umsatzes',
    text: '{slice} brachte vom {from} bis zum {to} {observed} des gesamten Umsatzes.',
    before: 'Vom {baselineFrom} bis zum {baselineTo} waren es {expected}.',
  },
  outlier: {
    title: 'Ungewöhnliche Zahlen am {date}',
    text: 'Die Zahlen vom {date} passen nicht so zusammen wie an anderen Tagen, auch wenn keine für sich auffällt.',
    figures: 'Am weitesten vom Üblichen entfernt: {list}.',
  },
  carts: {
    titleOne: 'Ein auffälliger Warenkorb am {date}',
    title: '{observed} auffällige Warenkörbe am {date}',
    textOne:
      'Ein Warenkorb vom {date} weicht weit von dem ab, was Kunden sonst zusammenstellen: sehen Sie ihn an, bevor er zur Bestellung wird.',
    text: '{observed} Warenkörbe vom {date} weichen weit von dem ab, was Kunden sonst zusammenstellen: sehen Sie sie an, bevor sie zu Bestellungen werden.',
    usual: 'An einem üblichen Tag sind es {expected}.',
    VALUE_TOO_HIGH: 'Der größte hat einen Wert von {value}.',
    VALUE_TOO_LOW: 'Der kleinste hat einen Wert von {value}: ein falscher Preis oder ein Test.',
    ITEMS_TOO_FAST:
      'Bis zu {count} Artikel wurden in einer Minute hineingelegt: wahrscheinlich von einer Maschine.',
    MANY_FROM_ONE_ADDRESS: 'Sie kamen von einer Adresse, {count} in einer Stunde.',
  },
  also: {
    item: '{subject} ({observed} gegenüber {expected})',
    together: 'Ebenso: {list}.',
    against: '{went}: {list}.',
    went: { UP: 'Dagegen gestiegen', DOWN: 'Dagegen gesunken' },
  },
  peak: {
    strongest: 'Für seinen Wochentag war {date} am stärksten ({value}).',
    weakest: 'Für seinen Wochentag war {date} am schwächsten ({value}).',
    highest: 'Für seinen Wochentag war {date} am höchsten ({value}).',
    lowest: 'Für seinen Wochentag war {date} am niedrigsten ({value}).',
  },
  cause: {
    item: '{slice} ({share})',
    contributions: 'Die größten Anteile an der Veränderung: {list}.',
    effects: 'Nach Ursache: Menge {volume}, Preis {price}, Mix {mix}.',
    lastYear: 'An den gleichen Tagen des Vorjahres waren es {observed}, gegenüber {expected}.',
  },
  actions: {
    CHECK_SHOP: 'Prüfen Sie, ob Kunden den Shop erreichen, bestellen und bezahlen können.',
    CHECK_STOCK: 'Prüfen Sie, ob es auf Lager und im Angebot ist.',
    REVIEW_REFUNDS: 'Sehen Sie sich die Erstattungen an: was wurde zurückgegeben, und warum?',
    REVIEW_CARTS: 'Sehen Sie sich die Warenkörbe an, bevor sie zu Bestellungen werden.',
    REVIEW_PRICES: 'Sehen Sie sich Preise und Rabatte dessen an, was sich am meisten verändert hat.',
    WIN_BACK: 'Gewinnen Sie Kunden zurück, die nicht mehr kaufen.',
    PROMOTE: 'Bauen Sie darauf auf: halten Sie genug auf Lager, und zeigen Sie es mehr Kunden.',
    SPREAD_RISK:
      'Sorgen Sie dafür, dass ein Ausfall nicht wehtut: bauen Sie andere Kunden oder Produkte auf.',
    NONE: 'Es ist nichts zu tun.',
  },
};
