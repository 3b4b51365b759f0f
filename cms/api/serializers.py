"""What a page, a picture and a document look like in the API, beyond Wagtail's serializers."""

from typing import Any

from rest_framework.fields import Field
from wagtail.api.v2 import serializers as wagtail_serializers
from wagtail.documents.api.v2.serializers import DocumentSerializer as WagtailDocumentSerializer
from wagtail.fields import RichTextField, StreamField

from cms.api.fields import HtmlOf, StreamOf, address_of


class DetailAddressField(Field):
    """The absolute address of a thing in the API, on the host that was asked."""

    def get_attribute(self, instance: Any) -> Any:
        return instance

    def to_representation(self, instance: Any) -> str:
        path = self.context["router"].get_object_detail_urlpath(type(instance), instance.pk)
        return self.context["request"].build_absolute_uri(path)


class AddressField(Field):
    """The absolute address of a page."""

    def get_attribute(self, instance: Any) -> Any:
        return instance

    def to_representation(self, page: Any) -> str:
        return address_of(page, self.context["request"]._request)


class PageSerializer(wagtail_serializers.PageSerializer):
    """A page."""

    detail_url = DetailAddressField(read_only=True)
    html_url = AddressField(read_only=True)
    serializer_field_mapping = wagtail_serializers.BaseSerializer.serializer_field_mapping | {
        StreamField: StreamOf,
        RichTextField: HtmlOf,
    }

    def to_representation(self, instance: Any) -> Any:
        instance.api_request = self.context["request"]._request
        return super().to_representation(instance)


class SizesField(Field):
    """The sizes that exist of a picture."""

    def get_attribute(self, instance: Any) -> Any:
        return instance

    def to_representation(self, image: Any) -> list[dict[str, Any]]:
        request = self.context["request"]
        found = sorted(image.renditions.all(), key=lambda each: (each.width, each.height, each.pk))
        return [
            {"url": request.build_absolute_uri(each.url), "width": each.width, "height": each.height}
            for each in found
        ]


class PictureSerializer(wagtail_serializers.BaseSerializer):
    """A picture; its original is not handed out."""

    detail_url = DetailAddressField(read_only=True)
    sizes = SizesField(read_only=True)


class DocumentUrlField(Field):
    """The absolute address of a document."""

    def get_attribute(self, instance: Any) -> Any:
        return instance

    def to_representation(self, document: Any) -> str:
        return self.context["request"].build_absolute_uri(document.url)


class DocumentSerializer(WagtailDocumentSerializer):
    """A document."""

    detail_url = DetailAddressField(read_only=True)
    download_url = DocumentUrlField(read_only=True)
