import type { Templates } from '../templates.ts';

export const fr: Templates = {
  metrics: {
    GROSS_REVENUE: { name: 'le chiffre d’affaires', plural: false },
    NET_REVENUE: { name: 'le chiffre d’affaires net', plural: false },
    ORDERS: { name: 'les commandes', plural: true },
    UNITS: { name: 'les unités vendues', plural: true },
    AVERAGE_ORDER_VALUE: { name: 'le panier moyen', plural: false },
    NEW_CUSTOMERS: { name: 'le nombre de nouveaux clients', plural: false },
    RETURNING_CUSTOMERS: { name: 'le nombre de clients fidèles', plural: false },
    REFUNDS: { name: 'les remboursements', plural: true },
    REFUND_RATE: { name: 'le taux de remboursement', plural: false },
    CARTS: { name: 'les paniers', plural: true },
    ABANDONMENT_RATE: { name: 'le taux d’abandon', plural: false },
    CONVERSION: { name: 'le taux de conversion', plural: false },
  },
  slices: {
    PRODUCT: '{metric} de {slice}',
    CATEGORY: '{metric} de la catégorie {slice}',
    COUNTRY: '{metric} ({slice})',
    SEGMENT: '{metric} du segment {slice}',
    CUSTOMER: '{metric} avec {slice}',
  },
  words: {
    moved: { UP: ['a augmenté', 'ont augmenté'], DOWN: ['a baissé', 'ont baissé'] },
    was: ['était', 'étaient'],
    came: ['a atteint', 'ont atteint'],
    by: ' de {change}',
    aDay: '{amount} par jour',
  },
  extent: {
    times: 'à {times} fois le niveau habituel',
    high: 'à un niveau inhabituellement élevé',
    above: '{change} au-dessus du niveau habituel',
    below: '{change} en dessous du niveau habituel',
  },
  shift: {
    titleWeek: '{Subject} {moved}{by} dans la semaine jusqu’au {to}',
    titleSince: '{Subject} {moved}{by} du {from} au {to}',
    text: '{Subject} {came} {observed} du {from} au {to}, contre {expected} {baseline}.',
    fourWeeks: 'dans les quatre semaines précédentes',
    baseline: 'du {baselineFrom} au {baselineTo}',
  },
  day: {
    title: '{Subject} {was} {extent} le {date}',
    text: '{Subject} {came} {observed} le {date} ; un {weekday} habituel apporte {expected}.',
  },
  closure: {
    titleDay: 'Aucune vente le {date}',
    titleSince: 'Aucune vente depuis le {date}',
    textDay: 'Pas une seule commande n’est arrivée le {date}.',
    textSince:
      'Pas une seule commande n’est arrivée depuis le {date}, sur {days} jours où la boutique vend d’ordinaire.',
    usual: 'Un {weekday} habituel apporte {expected} commandes.',
    advice:
      'Si la boutique devait être fermée, écartez cette carte et inscrivez ces jours au calendrier ; sinon, vérifiez que les clients peuvent y accéder et payer.',
  },
  cancelled: {
    title: '{observed} vendus et remboursés le {date}',
    text: '{observed} ont été remboursés le {date}, contre {expected} un {weekday} habituel.',
    revenue:
      'Le chiffre d’affaires était inhabituellement élevé le même jour ({revenue} contre {usualRevenue}) : de grosses commandes ont probablement été annulées aussitôt. Après remboursements, il reste {rest}.',
    other: '{Subject} {moved}{by} ({observed} contre {expected}).',
  },
  trend: {
    title: {
      UP: '{Subject} : la tendance est à la hausse',
      DOWN: '{Subject} : la tendance est à la baisse',
    },
    text: '{Subject} {came} {observed} dans la semaine jusqu’au {to} ; au rythme du {baselineFrom} au {baselineTo}, cela aurait été {expected}.',
  },
  record: {
    superlative: { UP: 'plus haut que jamais', DOWN: 'plus bas que jamais' },
    titleDay: '{Subject} : {superlative} le {date}',
    titleDays: '{Subject} : {superlative} du {from} au {to}',
    textDay: '{Subject} {came} {observed} le {date}.',
    textDays: '{Subject} {came} {observed} du {from} au {to}.',
    before: 'Jusque-là, le record était de {expected}.',
  },
  streak: {
    title: {
      UP: '{Subject} {was} au-dessus du niveau habituel {days} jours de suite',
      DOWN: '{Subject} {was} en dessous du niveau habituel {days} jours de suite',
    },
    text: {
      UP: 'Du {from} au {to}, chaque jour a dépassé ce qui était attendu : {observed}, contre {expected}.',
      DOWN: 'Du {from} au {to}, chaque jour est resté en dessous de ce qui était attendu : {observed}, contre {expected}.',
    },
  },
  stopped: {
    title: '{slice} : plus de vente depuis le {from}',
    text: 'Aucune vente de {slice} du {from} au {to}, alors que la boutique était ouverte ; auparavant, c’était {expected}.',
  },
  back: {
    title: '{slice} se vend à nouveau',
    text: 'Après une pause, {slice} se vend à nouveau depuis le {from} : {observed}.',
  },
  concentration: {
    title: '{slice} représente {observed} du chiffre d’affaires',
    text: '{slice} a représenté {observed} de tout le chiffre d’affaires du {from} au {to}.',
    before: 'Du {baselineFrom} au {baselineTo}, c’était {expected}.',
  },
  outlier: {
    title: 'Des chiffres inhabituels le {date}',
    text: 'Les chiffres du {date} ne vont pas ensemble comme les autres jours, même si aucun ne ressort à lui seul.',
    figures: 'Les plus éloignés de l’habitude : {list}.',
  },
  carts: {
    titleOne: 'Un panier étrange le {date}',
    title: '{observed} paniers étranges le {date}',
    textOne:
      'Un panier du {date} est loin de ce que les clients composent : regardez-le avant qu’il ne devienne une commande.',
    text: '{observed} paniers du {date} sont loin de ce que les clients composent : regardez-les avant qu’ils ne deviennent des commandes.',
    usual: 'Un jour habituel en compte {expected}.',
    VALUE_TOO_HIGH: 'Le plus gros vaut {value}.',
    VALUE_TOO_LOW: 'Le plus petit vaut {value} : un prix erroné ou un essai.',
    ITEMS_TOO_FAST: 'Jusqu’à {count} articles y ont été mis en une minute : probablement par une machine.',
    MANY_FROM_ONE_ADDRESS: 'Ils sont venus d’une même adresse, {count} en une heure.',
  },
  also: {
    item: '{subject} ({observed} contre {expected})',
    together: 'De même : {list}.',
    against: '{went} : {list}.',
    went: { UP: 'En hausse, au contraire', DOWN: 'En baisse, au contraire' },
  },
  peak: {
    strongest: 'Pour son jour de la semaine, le {date} a été le plus fort ({value}).',
    weakest: 'Pour son jour de la semaine, le {date} a été le plus faible ({value}).',
    highest: 'Pour son jour de la semaine, le {date} a été le plus élevé ({value}).',
    lowest: 'Pour son jour de la semaine, le {date} a été le plus bas ({value}).',
  },
  cause: {
    item: '{slice} ({share})',
    contributions: 'Les plus grandes parts du changement : {list}.',
    effects: 'Par cause : volume {volume}, prix {price}, mix {mix}.',
    lastYear: 'Aux mêmes jours de l’an dernier, c’était {observed}, contre {expected}.',
  },
  actions: {
    CHECK_SHOP: 'Vérifiez que les clients peuvent accéder à la boutique, commander et payer.',
    CHECK_STOCK: 'Vérifiez que l’article est en stock et en vente.',
    REVIEW_REFUNDS: 'Examinez les remboursements : qu’a-t-on rendu, et pourquoi ?',
    REVIEW_CARTS: 'Examinez les paniers avant qu’ils ne deviennent des commandes.',
    REVIEW_PRICES: 'Examinez les prix et les remises de ce qui a le plus changé.',
    WIN_BACK: 'Faites revenir les clients qui n’achètent plus.',
    PROMOTE: 'Tirez-en parti : ayez assez de stock et montrez-le à plus de clients.',
    SPREAD_RISK: 'Veillez à ce que sa perte ne fasse pas mal : développez d’autres clients ou produits.',
    NONE: 'Il n’y a rien à faire.',
  },
};
