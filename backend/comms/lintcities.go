package comms

import (
	"strings"
	"sync"
)

// zonePhrases are the zones whose names say which half of the year they mean,
// and their letters.
var zonePhrases = map[string]string{
	"coordinated universal": "UTC", "universal": "UTC", "greenwich mean": "GMT", "british summer": "BST",
	"central european summer": "CEST", "central european standard": "CET",
	"eastern european summer": "EEST", "eastern european standard": "EET",
	"western european summer": "WEST", "western european standard": "WET",
	"eastern standard": "EST", "eastern daylight": "EDT", "central standard": "CST", "central daylight": "CDT",
	"mountain standard": "MST", "mountain daylight": "MDT", "pacific standard": "PST", "pacific daylight": "PDT",
	"alaska standard": "AKST", "alaska daylight": "AKDT", "hawaii standard": "HST",
	"australian eastern standard": "AEST", "australian eastern daylight": "AEDT",
	"australian central standard": "ACST", "australian central daylight": "ACDT", "australian western standard": "AWST",
	"new zealand standard": "NZST", "new zealand daylight": "NZDT",
}

// citiesByZone lists, by IANA name, what else people call the zone of a place,
// beside the city in its name.
var citiesByZone = map[string]string{
	"Africa/Cairo": "egypt", "Africa/Casablanca": "morocco", "Africa/Johannesburg": "south_africa south_african_standard cape_town pretoria durban",
	"Africa/Lagos": "nigeria west_africa abuja", "Africa/Nairobi": "kenya east_africa east_african", "Africa/Accra": "ghana",
	"America/Anchorage": "alaska", "America/Argentina/Buenos_Aires": "argentina", "America/Bogota": "colombia", "America/Caracas": "venezuela",
	"America/Chicago": "central dallas houston austin minneapolis st_louis new_orleans nashville kansas_city san_antonio",
	"America/Denver":  "mountain salt_lake_city", "America/Detroit": "", "America/Halifax": "atlantic", "America/Lima": "peru",
	"America/Los_Angeles": "pacific san_francisco seattle san_diego portland las_vegas california san_jose sacramento silicon_valley",
	"America/Mexico_City": "mexico", "America/Montevideo": "uruguay",
	"America/New_York": "eastern boston washington miami atlanta philadelphia ottawa montreal pittsburgh charlotte orlando cleveland",
	"America/Phoenix":  "arizona", "America/Santiago": "chile", "America/Sao_Paulo": "brasilia rio_de_janeiro", "America/St_Johns": "newfoundland",
	"America/Toronto": "", "America/Vancouver": "", "America/Edmonton": "calgary", "America/Winnipeg": "", "America/Panama": "",
	"America/Puerto_Rico": "", "America/Regina": "",
	"Asia/Baghdad": "", "Asia/Bangkok": "thailand", "Asia/Colombo": "sri_lanka", "Asia/Dhaka": "bangladesh",
	"Asia/Dubai": "abu_dhabi gulf gulf_standard", "Asia/Ho_Chi_Minh": "hanoi saigon vietnam", "Asia/Hong_Kong": "", "Asia/Jakarta": "",
	"Asia/Jerusalem": "tel_aviv israel", "Asia/Karachi": "pakistan islamabad lahore", "Asia/Kathmandu": "nepal",
	"Asia/Kolkata":      "india indian indian_standard india_standard mumbai delhi new_delhi bangalore bengaluru chennai hyderabad pune calcutta",
	"Asia/Kuala_Lumpur": "malaysia", "Asia/Manila": "philippine philippines", "Asia/Qatar": "doha", "Asia/Riyadh": "arabia_standard saudi",
	"Asia/Seoul": "korea korean korea_standard korean_standard", "Asia/Shanghai": "china china_standard beijing shenzhen guangzhou hangzhou",
	"Asia/Singapore": "singapore_standard", "Asia/Taipei": "taiwan", "Asia/Tashkent": "", "Asia/Tehran": "iran",
	"Asia/Tokyo": "japan japan_standard japanese osaka kyoto", "Asia/Almaty": "", "Asia/Tbilisi": "", "Asia/Yerevan": "", "Asia/Baku": "",
	"Atlantic/Reykjavik": "iceland", "Atlantic/Azores": "", "Atlantic/Canary": "",
	"Australia/Adelaide": "australian_central", "Australia/Brisbane": "queensland", "Australia/Darwin": "", "Australia/Hobart": "",
	"Australia/Melbourne": "", "Australia/Perth": "australian_western", "Australia/Sydney": "australian_eastern canberra",
	"Europe/Amsterdam": "dutch rotterdam", "Europe/Athens": "eastern_european greece", "Europe/Belgrade": "", "Europe/Bratislava": "",
	"Europe/Berlin":   "central_european german germany munich hamburg frankfurt cologne stuttgart dusseldorf leipzig munchen koln",
	"Europe/Brussels": "", "Europe/Bucharest": "", "Europe/Budapest": "", "Europe/Copenhagen": "danish", "Europe/Dublin": "irish ireland",
	"Europe/Helsinki": "finnish", "Europe/Istanbul": "turkey turkish ankara", "Europe/Kyiv": "kiev", "Europe/Lisbon": "western_european portugal porto",
	"Europe/Ljubljana": "", "Europe/London": "uk british manchester edinburgh glasgow", "Europe/Luxembourg": "",
	"Europe/Madrid": "spain spanish barcelona", "Europe/Malta": "", "Europe/Minsk": "", "Europe/Monaco": "", "Europe/Moscow": "st_petersburg",
	"Europe/Oslo": "norway", "Europe/Paris": "france french lyon marseille toulouse", "Europe/Prague": "", "Europe/Riga": "",
	"Europe/Rome": "italian italy milan", "Europe/Sarajevo": "", "Europe/Skopje": "", "Europe/Sofia": "", "Europe/Stockholm": "sweden swedish gothenburg",
	"Europe/Tallinn": "", "Europe/Vaduz": "", "Europe/Vienna": "austria austrian", "Europe/Vilnius": "", "Europe/Warsaw": "krakow poland",
	"Europe/Zagreb": "", "Europe/Zurich": "swiss geneva bern basel",
	"Pacific/Auckland": "new_zealand wellington", "Pacific/Guam": "", "Pacific/Honolulu": "hawaii", "Pacific/Fiji": "",
}

// zoneCities gives the IANA names by what people call their zones.
var zoneCities = sync.OnceValue(func() map[string]string {
	zones := map[string]string{}
	for zone, others := range citiesByZone {
		zones[cityOf(zone)] = zone
		for other := range strings.FieldsSeq(others) {
			zones[zoneKey(other)] = zone
		}
	}
	return zones
})
