package org.llmregistry.review;

import org.llmregistry.kernel.testing.ContractRules;

@ReviewServiceTest
class ContractTest extends ContractRules {}
