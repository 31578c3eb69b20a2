package com.ieltsaiprep.infra.testkit;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;

/** Layers of the test kit: the wire below, the commands above. */
@AnalyzeClasses(
        packages = "com.ieltsaiprep.infra.testkit",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String TESTKIT = "com.ieltsaiprep.infra.testkit";

    @ArchTest
    static final ArchRule layers =
            Architectures.layeredArchitecture()
                    .consideringOnlyDependenciesInAnyPackage(TESTKIT + "..")
                    .layer("commands")
                    .definedBy(TESTKIT)
                    .layer("policy")
                    .definedBy(TESTKIT + ".policy..")
                    .layer("plan")
                    .definedBy(TESTKIT + ".plan..")
                    .layer("program")
                    .definedBy(TESTKIT + ".program..")
                    .layer("engine")
                    .definedBy(TESTKIT + ".engine..")
                    .layer("schema")
                    .definedBy(TESTKIT + ".schema..")
                    .layer("wire")
                    .definedBy(TESTKIT + ".wire..")
                    .whereLayer("policy")
                    .mayOnlyAccessLayers("plan", "engine")
                    .whereLayer("plan")
                    .mayOnlyAccessLayers("engine", "wire")
                    .whereLayer("program")
                    .mayOnlyAccessLayers("engine")
                    .whereLayer("engine")
                    .mayOnlyAccessLayers("schema", "wire")
                    .whereLayer("schema")
                    .mayOnlyAccessLayers("wire")
                    .whereLayer("wire")
                    .mayNotAccessAnyLayer();
}
