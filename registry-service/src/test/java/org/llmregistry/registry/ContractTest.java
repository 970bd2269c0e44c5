package org.llmregistry.registry;

import org.llmregistry.kernel.testing.ContractRules;

@RegistryServiceTest
class ContractTest extends ContractRules {}
