package com.ieltsaiprep.infra.web;

import com.ieltsaiprep.infra.JsonOutput;
import com.pulumi.asset.FileAsset;
import com.pulumi.aws.s3.BucketObjectv2;
import com.pulumi.aws.s3.BucketObjectv2Args;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Objects of the page's bucket: the built files, the page's configuration, and the two files by
 * which phones verify the apps' links.
 */
final class SiteContent {
    private static final String INDEX = "index.html";
    private static final String ASSETS = "assets/";
    private static final String JSON = "application/json";

    /** Content of a file whose name changes with its bytes. */
    private static final String FOREVER = "public, max-age=31536000, immutable";

    /** Content that must be current: browsers ask each time, CloudFront after a second. */
    private static final String CURRENT = "no-cache";

    private static final String HOUR = "public, max-age=3600";

    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "json", JSON,
                    "svg", "image/svg+xml",
                    "png", "image/png",
                    "ico", "image/x-icon",
                    "webmanifest", "application/manifest+json",
                    "woff2", "font/woff2",
                    "txt", "text/plain; charset=utf-8");

    private final Resource parent;
    private final Output<String> bucket;

    SiteContent(Resource parent, Output<String> bucket, StaticSite.Inputs inputs) {
        this.parent = parent;
        this.bucket = bucket;
        List<Resource> uploaded = new ArrayList<>();
        for (String file : inputs.files().files()) {
            if (!file.equals(INDEX)) {
                uploaded.add(upload(inputs.files(), file, List.of()));
            }
        }
        // The new document must not be served before the scripts that it names.
        upload(inputs.files(), INDEX, uploaded);
        write("app-config.json", Map.of("api", inputs.apis()));
        SiteLinks.appleAppSiteAssociation(inputs.links())
                .ifPresent(text -> write(".well-known/apple-app-site-association", text));
        SiteLinks.assetLinks(inputs.links())
                .ifPresent(text -> write(".well-known/assetlinks.json", text));
    }

    private Resource upload(SiteFiles files, String file, List<Resource> after) {
        boolean isAsset = file.startsWith(ASSETS);
        return new BucketObjectv2(
                "site/" + file,
                object(file)
                        .source(new FileAsset(files.folder().resolve(file).toString()))
                        .contentType(contentType(file))
                        .cacheControl(isAsset ? FOREVER : file.equals(INDEX) ? CURRENT : HOUR)
                        .build(),
                CustomResourceOptions.builder()
                        .parent(parent)
                        .dependsOn(after.toArray(Resource[]::new))
                        // An open page still loads the scripts of its own version.
                        .retainOnDelete(isAsset)
                        .build());
    }

    private void write(String file, Object json) {
        new BucketObjectv2(
                "site/" + file,
                object(file)
                        .content(JsonOutput.text(json))
                        .contentType(JSON)
                        .cacheControl(CURRENT)
                        .build(),
                CustomResourceOptions.builder().parent(parent).build());
    }

    private BucketObjectv2Args.Builder object(String key) {
        return BucketObjectv2Args.builder().bucket(bucket).key(key);
    }

    /**
     * Returns the media type of a file by its extension.
     *
     * @throws IllegalArgumentException if it has none that browsers must know exactly
     */
    static String contentType(String file) {
        String type = TYPES.get(file.substring(file.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalArgumentException("no media type for " + file);
        }
        return type;
    }
}
