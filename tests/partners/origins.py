"""Origins: as an author may write them → as browsers and headers write them."""

from __future__ import annotations

READ = {
    "https://hotel.example": "https://hotel.example",
    "https://HOTEL.example": "https://hotel.example",
    "https://hotel.example/": "https://hotel.example",
    "https://қонақүй.қаз:8443/": "https://xn--80askd87bd4l.xn--80ao21a:8443",
    "https://hotel.example:443": "https://hotel.example",
    "https://hotel.example:8443": "https://hotel.example:8443",
    "https://hotel-1.example": "https://hotel-1.example",
    "https://v2--hotel.example": "https://v2--hotel.example",
    "https://гостиница.рф": "https://xn--80afpayevi3b.xn--p1ai",
    "https://әлем.kz": "https://xn--e1ale93d.kz",
    "https://қонақүй.қаз:8443": "https://xn--80askd87bd4l.xn--80ao21a:8443",
    "https://xn--e1ale93d.kz": "https://xn--e1ale93d.kz",
    "https://XN--E1ALE93D.kz": "https://xn--e1ale93d.kz",
    "https://xn--e1ale93d.қаз": "https://xn--e1ale93d.xn--80ao21a",
    "https://ҚОНАҚҮЙ.KZ": "https://xn--80askd87bd4l.kz",
    "https://ёлка.рф": "https://xn--80atc1g.xn--p1ai",
    # Python's own codec reads these as IDNA 2003 has it, and browsers do not.
    "https://straße.de": "https://xn--strae-oqa.de",
    "https://xn--strae-oqa.de": "https://xn--strae-oqa.de",
    "https://κόσμος.gr": "https://xn--vxaejmc7c.gr",
    # Browsers write these in plain letters.
    "https://ｈotel.kz": "https://hotel.kz",
    "https://hotel。kz": "https://hotel.kz",
    "http://localhost:8001": "http://localhost:8001",
    "http://localhost:8001/": "http://localhost:8001",
    "http://127.0.0.1:8001": "http://127.0.0.1:8001",
}
