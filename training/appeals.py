"""Furniture of our own making: what outlets put around their stories, from a small grammar of invented words.

Real pages show few appeals, and a model that has seen few hears them speak. Every sentence here was written for this project.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

_WORDS: dict[str, tuple[str, ...]] = {
    "outlet": (
        "The Harrow Courier", "The Northgate Times", "The Lantern", "Bayview Dispatch", "The Meridian Post", "Signal & Record", "The Ashdown Echo",
        "Open Ledger", "The Tidewater Review", "Kestrel News", "the Observer of Dunmore", "Civic Wire", "The Morning Register", "Southfold Daily",
    ),
    "work": ("journalism", "reporting", "our reporters", "independent journalism", "this newsroom", "local news", "investigations", "our coverage", "public-interest reporting"),
    "people": ("readers", "readers like you", "people in {place}", "subscribers", "members", "voters", "families in {place}", "everyone who reads us"),
    "place": ("every state", "this city", "the valley", "six continents", "towns like yours", "the country", "the capital", "the coast", "the Midlands", "rural districts"),
    "give": ("donation", "gift", "contribution", "support", "membership", "subscription", "monthly pledge"),
    "topic": (
        "the climate crisis", "housing", "the courts", "Big Oil", "election money", "the cost of living", "public schools", "women's health", "immigration",
        "artificial intelligence", "the war", "corruption in city hall", "pensions", "clean water", "policing", "the budget", "the border",
    ),
    "topic2": ("lobbying", "data brokers", "the housing market", "hospital waiting lists", "offshore accounts", "broken railways", "hedge funds", "party donors"),
    "fact": ("the facts", "what is known", "what matters", "both sides", "the evidence", "the whole story", "truth from spin", "claims from facts"),
    "verb": ("report", "investigate", "check", "ask hard questions", "send reporters", "stay on the story", "publish without fear", "keep watch"),
    "money": ("$1", "£2", "€3", "$5 a month", "the price of a coffee", "as little as $2", "less than a dollar a week", "£12 a year"),
    "day": ("Monday", "every morning", "each weekday", "Friday", "every Sunday", "twice a week", "daily", "each evening"),
    "briefing": ("Morning Brief", "The Evening Edition", "Capitol Notes", "First Light", "The Weekender", "Politics Desk", "Money Minute", "World Today", "The Rundown"),
    "network": ("Facebook", "X", "Twitter", "WhatsApp", "LinkedIn", "Reddit", "Email", "Instagram", "Telegram", "Bluesky", "Pinterest", "Messenger"),
    "name": ("Ann Lee", "R. Osei", "Marta Quill", "J.P. Harlan", "Ines Duarte", "Tom Okafor", "Lena Voss", "Sam Whitlow", "D. Achterberg", "Priya Nandi"),
    "agency": ("Getty", "AP", "Reuters", "AFP", "EPA", "Shutterstock", "Courier staff", "handout", "the ministry", "Kestrel Pictures", "file photo"),
    "who": ("Mayor Ann Lee", "the finance minister", "Senator Harlan", "protesters", "a fisherman", "the prime minister", "officers", "a nurse", "Gov. Marta Quill", "commuters"),
    "act": ("speaks to reporters", "leaves court", "waits outside the hall", "arrives for talks", "signs the bill", "at a rally", "is seen", "inspects the damage", "votes"),
    "where": ("in Dunmore", "outside parliament", "on Tuesday", "in the harbour district", "at the city hall", "near the dam, in May", "on Capitol Hill", "in 2019", "at a news conference"),
    "head": (
        "Harbour deal collapses after late vote", "Who pays for the new bridge?", "Five things to know about the water bill", "Mayor faces questions over contract",
        "Inside the union's plan to strike", "Court blocks toll road, for now", "Why the council is split on rents", "What we know about the tunnel fire",
        "Senator hints at run for governor", "Schools to reopen as storm passes", "How the pension gap grew", "Minister says no to early election",
        "‘We were never told’: residents on the leak", "Fact check: did crime fall?", "Opinion: the port needs an owner", "Live: votes counted in the north",
    ),
    "n": ("2", "3", "5", "8", "12", "17", "24", "41", "96", "138", "402"),
    "month": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
    "year": ("2014", "2016", "2018", "2019", "2020", "2021", "2023", "2025"),
    "time": ("9:41 am", "10:05", "18:30 GMT", "7.15pm", "11:02 a.m. ET", "23:59 BST", "06:00 UTC", "4:47 PM EDT"),
}

_APPEAL = (
    "Your {give} helps us to {verb}.", "Your {give} makes {work} possible.", "Your {give} keeps {work} free for all.", "Your {give} decides how far we can go.",
    "From {topic} to {topic2}, {outlet} is there when it counts.", "Whether we {verb} on {topic} or follow the money behind {topic2}, we know that {people} need {fact}.",
    "At a time like this, {people} need reporters who {verb}.", "We believe that {work} must be open to all and paid for by those who are able.",
    "We think that nobody should be kept from {fact} by a paywall.", "Unlike many others, we do not hide {work} behind a paywall.",
    "{outlet} is trusted by {people}, whatever their party.", "{outlet} has no billionaire owner, and it answers to {people} alone.",
    "We are funded by {people}, not by shareholders.", "Help us to {verb} in {place}.", "Help {outlet} {verb}.", "Support {outlet}", "Support {work} today", "Make a {give} today.",
    "Can you spare {money}?", "For {money} you can back {work}.", "If you value {work}, please think about a {give}.", "Before you go: {people} keep {outlet} alive.",
    "We have a small favour to ask of you.", "Thank you for reading {outlet}.", "It takes time and money to {verb} on {topic}.", "Every {give}, however small, counts.",
    "With your {give}, we can send reporters to {place} and tell you {fact}.", "Powerful interests want {topic} kept quiet; we {verb}.", "No one tells us what to print about {topic}.",
    "Only with your help can we go on to {verb}.", "Join {n},000 others and become a member.", "Become a supporter", "Donate now", "Give {money}", "Your help means the world to us.",
    "In this election year, {work} matters more than ever.", "Our mission is to sort {fact} for {people}.", "Stand with {outlet}: give {money}.",
)  # fmt: skip
_LINES: dict[str, tuple[str, ...]] = {
    "newsletter": (
        "Sign up for {briefing}, our newsletter on {topic}.", "Get {briefing} in your inbox {day}.", "Subscribe to {briefing}", "Enter your email address", "Sign up here",
        "By signing up you agree to hear from {outlet} and its partners.", "Want more on {topic}? Sign up to {briefing}, sent {day}.", "Thanks for signing up! Check your inbox.",
        "The stories that matter on {topic}, in your inbox {day}.", "Newsletter: {briefing}", "{briefing} is delivered {day}. You can unsubscribe at any time.", "Invalid email address",
    ),
    "app": (
        "Download our app for live alerts on {topic}.", "Get the {outlet} app", "Read this story in our free app.", "Available on the App Store and Google Play", "Turn on notifications for {topic}",
        "Scan the code to get the app", "Open in app", "For breaking news alerts, download the app of {outlet}.",
    ),
    "forum": (
        "Join our forum on {topic}", "Join the discussion", "Comments", "{n} Comments", "Show comments", "Be the first to comment", "Log in to comment", "View all {n} comments",
        "Have your say: what should be done about {topic}?", "Follow other readers, reply to them and see what they think", "Comments are closed on this story.", "Please keep it civil. Read our community rules.",
        "Do you have a story about {topic}? Write to us.",
    ),
    "related": (
        "Read more: {head}", "READ MORE: {head}", "Related: {head}", "See also: {head}", "More on this story", "{head}", "Most read", "Recommended", "Related stories", "MORE: {head}", "Trending now",
        "More from {outlet}", "More on {topic}", "Don't miss: {head}", "Read next", "Watch: {head}", "Listen: {head}", "You may also like", "Editor's picks", "[{head}]", "• {head}", "Click here to read more on {topic}.",
    ),
    "share": (
        "Share", "Share this article", "Share on {network}", "{network}", "{network} {network} {network}", "Share on {network}Share on {network}", "Copy link", "Save for later", "Print this page", "Email this story",
        "Follow {name} on {network}", "Follow us on {network}", "Tweet", "{n} shares", "Link copied", "Bookmark", "Give this article", "Listen to this article ({n} min)",
    ),
    "timestamp": (
        "{month} {n}, {year}", "Published {time}, {n} {month} {year}", "Updated: {time}", "Last updated {n} hours ago", "{n} min read", "First published on {month} {n}, {year}", "{n} hours ago", "Updated {month} {n}, {year} at {time}",
        "Posted at {time} on {month} {n}", "{n} {month} {year} • {time}", "This is a developing story and will be updated.", "{time} {month} {n}",
    ),
    "credit": (
        "(Photo: {name}/{agency})", "Photo by {name}", "{who} {act} {where}. (Photo: {agency})", "{who} {act} {where}. {agency}", "{name}/{agency}", "Image: {agency}", "Credit: {name}", "By {name}", "By {name}, {outlet}",
        "{who} {act} {where}. Photograph: {name}/{agency}", "({name} / {agency})", "Play video", "Video: {who} {act}", "File photo: {who} {act} {where}.", "Enlarge this image", "Toggle caption", "{name} contributed to this report.",
        "{name} is a reporter for {outlet}. Write to {name} with tips.", "Editing by {name}", "Reporting by {name} and {name}; Editing by {name}",
    ),
    "legal": (
        "© {year} {outlet}. All rights reserved.", "Copyright {year} {outlet}", "This material may not be copied or broadcast without leave.", "Terms of use", "Privacy policy", "We use cookies to run this site. Accept all",
        "Manage cookies", "Our standards: the principles of trust at {outlet}", "{outlet} is not responsible for the content of other sites.", "If you buy through links on this page we may earn a commission.",
        "To republish this story, write to {outlet}.", "We and our partners store information on a device to show you adverts.",
    ),
    "navigation": ("Home", "News", "Politics", "World", "Business", "Sport", "Skip to main content", "Menu", "Search", "Log in", "My account", "Home > News > Politics", "Back to top", "Sections", "Next", "Previous", "Topics:", "Tags: politics, budget", "Opinion", "About us", "Contact"),
    "advertisement": ("Advertisement", "ADVERTISEMENT", "Advertisement - story goes on below", "Sponsored content", "Paid post", "Story continues below advertisement", "Article continues after this ad", "Scroll down for more", "Ad feedback", "Promoted by {outlet}"),
}  # fmt: skip
_SLOT = re.compile(r"\{(\w+)\}")


def _filled(template: str, rng: random.Random) -> str:
    while _SLOT.search(template):
        template = _SLOT.sub(lambda match: rng.choice(_WORDS[match.group(1)]), template)
    return template[:1].upper() + template[1:]


def invented(rng: random.Random, count: int) -> Iterator[tuple[str, str]]:
    """`count` distinct (reason, line) pairs; a third are appeals of one to six sentences."""
    seen: set[str] = set()
    reasons = list(_LINES)
    while len(seen) < count:
        if rng.random() < 0.34:
            reason = "appeal"
            line = " ".join(_filled(template, rng) for template in rng.sample(_APPEAL, rng.choice((1, 1, 2, 3, 4, 6))))
        else:
            reason = rng.choices(reasons, [2, 1, 2, 4, 2, 2, 4, 2, 0.3, 0.5])[0]
            line = _filled(rng.choice(_LINES[reason]), rng)
        if line not in seen:
            seen.add(line)
            yield reason, line
