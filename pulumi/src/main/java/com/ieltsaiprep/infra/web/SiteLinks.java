package com.ieltsaiprep.infra.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files that let the mobile apps open the domain's links: Apple's app site association (universal
 * links) and Android's Digital Asset Links (app links).
 */
final class SiteLinks {
    private static final String APP = "com.ieltsaiprep.genai";

    private SiteLinks() {}

    /** Returns the content for Apple; empty without a team. */
    static Optional<Object> appleAppSiteAssociation(AppLinks links) {
        if (links.appleTeamId().isEmpty()) {
            return Optional.empty();
        }
        String app = links.appleTeamId() + "." + APP;
        return Optional.of(
                Map.of(
                        "applinks",
                        Map.of(
                                "details",
                                List.of(
                                        Map.of(
                                                "appIDs",
                                                List.of(app),
                                                "components",
                                                List.of(Map.of("/", "/approve"))))),
                        "webcredentials",
                        Map.of("apps", List.of(app))));
    }

    /** Returns the content for Android; empty without a certificate. */
    static Optional<Object> assetLinks(AppLinks links) {
        if (links.androidFingerprints().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                List.of(
                        Map.of(
                                "relation",
                                List.of(
                                        "delegate_permission/common.handle_all_urls",
                                        "delegate_permission/common.get_login_creds"),
                                "target",
                                Map.of(
                                        "namespace",
                                        "android_app",
                                        "package_name",
                                        APP,
                                        "sha256_cert_fingerprints",
                                        links.androidFingerprints()))));
    }
}
