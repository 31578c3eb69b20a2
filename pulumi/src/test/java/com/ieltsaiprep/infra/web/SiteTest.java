package com.ieltsaiprep.infra.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.infra.JsonOutput;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The page's paths, headers, media types, and the files for the apps' links. */
class SiteTest {
    private static final String FINGERPRINT = "14:6D:E9:83";

    @Test
    void servesTheDocumentForThePathsThatTheLocalStackServesItFor() throws Exception {
        Path server =
                Path.of(
                        "../local-stack/stack/src/main/java/com/ieltsaiprep/local/stack/WebServer.java");
        assertThat(Files.readString(server)).contains('"' + SiteDistribution.PATHS + '"');
    }

    @Test
    void escapesThePathsInTheFunction() {
        assertThat(SiteDistribution.viewerRequest("example.com"))
                .contains("/^\\/(account|approve|")
                .contains("'https://example.com' + request.uri")
                .doesNotContain("@@");
    }

    @Test
    void allowsConnectionsToTheApiAndTheGatewayOnly() {
        assertThat(
                        SitePolicy.contentSecurityPolicy(
                                List.of("https://api-us.example.com"), "streaming-us.example.com"))
                .startsWith("default-src 'self'; ")
                .contains(
                        "connect-src 'self' https://api-us.example.com"
                                + " wss://streaming-us.example.com"
                                + " https://streaming-us.example.com;")
                .doesNotContain("unsafe", "*");
    }

    @Test
    void refusesAFileWhoseMediaTypeIsUnknown() {
        assertThat(SiteContent.contentType("assets/index-1a.js")).startsWith("text/javascript");
        assertThatThrownBy(() -> SiteContent.contentType("assets/voice.xyz"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hasNoAppLinksUntilTheAppsHaveIdentities() {
        AppLinks none = new AppLinks("", List.of());
        assertThat(SiteLinks.appleAppSiteAssociation(none)).isEmpty();
        assertThat(SiteLinks.assetLinks(none)).isEmpty();
    }

    @Test
    void opensTheApprovalOfAQrCodeInTheApps() {
        AppLinks links = new AppLinks("ABCDE12345", List.of(FINGERPRINT));
        assertThat(SiteLinks.appleAppSiteAssociation(links).map(JsonOutput::text))
                .hasValueSatisfying(
                        text ->
                                assertThat(text)
                                        .contains(
                                                "ABCDE12345.com.ieltsaiprep.genai",
                                                "\"/\":\"/approve\""));
        assertThat(SiteLinks.assetLinks(links).map(JsonOutput::text))
                .hasValueSatisfying(
                        text ->
                                assertThat(text)
                                        .contains(FINGERPRINT, "\"com.ieltsaiprep.genai\""));
    }
}
