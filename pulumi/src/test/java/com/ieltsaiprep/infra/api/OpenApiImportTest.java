package com.ieltsaiprep.infra.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.infra.YamlDocument;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

class OpenApiImportTest {
    private static final YamlDocument DOCUMENT = YamlDocument.read(Path.of("../docs/openapi.yaml"));
    private static final List<String> VERBS = List.of("get", "post", "put", "patch", "delete");
    private static final String ANY = "x-amazon-apigateway-any-method";
    private static final String INTEGRATION = "x-amazon-apigateway-integration";

    private static String text(YamlDocument document) {
        return new OpenApiImport(document, "https://example.com", kind -> "arn:" + kind.slug())
                .body("api");
    }

    private static YamlDocument paths(YamlDocument document) {
        return YamlDocument.parse("import", text(document)).object("paths");
    }

    private static Map<String, String> operations(YamlDocument paths) {
        Map<String, String> operations = new TreeMap<>();
        for (String path : paths.members().keySet()) {
            YamlDocument item = paths.object(path);
            for (String verb : VERBS) {
                if (item.members().containsKey(verb)) {
                    operations.put(verb + " " + path, item.object(verb).text("operationId"));
                }
            }
        }
        return operations;
    }

    private static String uri(YamlDocument paths, String path, String method) {
        return paths.object(path).object(method).object(INTEGRATION).text("uri");
    }

    private static YamlDocument document(String first, String second) {
        return YamlDocument.parse(
                "test",
                """
                info: {version: 1.0.0}
                paths:
                  /a:
                    get: {operationId: one, tags: [%s]}
                    post: {operationId: two, tags: [%s]}
                """
                        .formatted(first, second));
    }

    @Test
    void importsEveryOperationOfTheDocument() {
        assertThat(operations(paths(DOCUMENT))).isEqualTo(operations(DOCUMENT.object("paths")));
    }

    @Test
    void integratesAnOperationWithTheFunctionThatServesItsTag() {
        YamlDocument paths = paths(DOCUMENT);

        assertThat(uri(paths, "/me", "patch")).isEqualTo("arn:auth");
        assertThat(uri(paths, "/health", "get")).isEqualTo("arn:auth");
        assertThat(uri(paths, "/assess-writing", "post")).isEqualTo("arn:writing");
        assertThat(uri(paths, "/api/nova-sonic/sessions", "post")).isEqualTo("arn:speech");
    }

    @Test
    void leavesPreflightRequestsAndOtherVerbsToTheSameFunction() {
        YamlDocument paths = paths(DOCUMENT);

        assertThat(paths.members().keySet())
                .allSatisfy(path -> assertThat(paths.object(path).members()).containsKey(ANY));
        assertThat(uri(paths, "/assess-writing", ANY)).isEqualTo("arn:writing");
    }

    @Test
    void declaresTheParametersOfPaths() {
        assertThat(
                        paths(DOCUMENT)
                                .object("/assessments/{assessment_id}/remark")
                                .object("post")
                                .members()
                                .get("parameters"))
                .isEqualTo(
                        List.of(
                                Map.of(
                                        "name",
                                        "assessment_id",
                                        "in",
                                        "path",
                                        "required",
                                        true,
                                        "schema",
                                        Map.of("type", "string"))));
    }

    @Test
    void leavesOutWhatApiGatewayCannotImport() {
        assertThat(text(DOCUMENT))
                .contains("\"openapi\":\"3.0.1\"")
                .doesNotContain("\"const\"", "$ref", "components");
    }

    @Test
    void refusesATagThatNoFunctionServes() {
        assertThatThrownBy(() -> text(document("account", "payments")))
                .hasMessageContaining("payments");
    }

    @Test
    void refusesAPathThatTwoFunctionsServe() {
        assertThatThrownBy(() -> text(document("account", "writing"))).hasMessageContaining("/a");
    }
}
