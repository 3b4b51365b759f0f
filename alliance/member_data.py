"""A member as other programs know it: an `Organization` of schema.org, member of the alliance."""

from alliance.models.members import Member
from cms.linked_data import Node, Told, pruned
from cms.plain_texts import plain


def member_data(member: Member, path: str, told: Told) -> list[Node]:
    """Return a member whose profile has the address `path`, with its own website and the country it is in."""
    organisation, url = member.organisation, told.absolute(path)
    address = pruned({"addressCountry": organisation.country, "addressRegion": plain(member.region)})
    return [
        pruned(
            {
                "@type": "Organization",
                "@id": f"{url}#member",
                "name": plain(member.name),
                "url": url,
                "sameAs": organisation.website,
                "address": address and {"@type": "PostalAddress"} | address,
                "memberOf": told.publisher(),
            }
        )
    ]
