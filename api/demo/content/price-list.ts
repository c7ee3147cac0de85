/** Semicolons and no thousands separators: opens in a spreadsheet in every country we sell to. */
export const PRICE_LIST_EUR = `article;description;list_price_eur;partner_discount_percent;unit;lead_time_days
NL2-200-E;NL-200 gateway, Ethernet;690.00;28;piece;5
NL2-200-L;NL-200 gateway, Ethernet and LTE;840.00;28;piece;5
NL2-ANT-5;External LTE antenna, 5 m cable;64.00;20;piece;5
FM4-DN25;FM-40 flow meter, DN25, wetted parts 316L;1180.00;25;piece;15
FM4-DN50;FM-40 flow meter, DN50, wetted parts 316L;1420.00;25;piece;15
FM4-DN80;FM-40 flow meter, DN80, hard rubber lining;1690.00;25;piece;20
FM4-SEAL;Seal set for FM-40, two pieces;38.00;20;set;5
TH1-12;TH-12 climate probe, 3 m cable;185.00;30;piece;5
TH1-12-C;TH-12 climate probe with calibration certificate;239.00;30;piece;10
TH1-12-WG;Wash guard for TH-12;58.00;20;piece;5
PX3-06;PX-3 pressure transmitter, 0 to 6 bar;310.00;27;piece;10
PX3-60C;PX-3 pressure transmitter, 0 to 60 bar, ceramic membrane;445.00;27;piece;15
PX3-SUN;Sun shield for PX-3;24.00;20;piece;5
HB-STD;Harbor, standard plan, per device and month;9.00;15;month;0
HB-RES;Harbor, research plan with ten years of history, per device and month;14.00;15;month;0
`;
